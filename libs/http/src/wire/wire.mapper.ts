import type { z } from 'zod';
import { camelName, type Camel } from './wire-name';

type Schema = z.core.$ZodType;
type Mapping = (value: unknown) => unknown;

/** Both ways between the wire (snake_case, RFC 3339) and the code (camelCase, epoch milliseconds), for one schema. */
export interface WireMapper {
  /** Renames the declared keys of what the schema has parsed. */
  toCamel: Mapping;
  /** Takes the declared keys, and no others, out of a value of the code. */
  toWire: Mapping;
}

/** What the code sees of a value that `Schema` has parsed, and what it returns for `Schema` to be sent. */
export type Decoded<Type extends z.ZodType> = Camel<z.output<Type>>;

const same: Mapping = (value) => value;

const compiled = new WeakMap<Schema, WireMapper>();

/** Made once for a schema, then kept. */
export function mapperOf(schema: Schema): WireMapper {
  let mapper = compiled.get(schema);
  if (!mapper) {
    mapper = { toCamel: compile(schema, 'toCamel'), toWire: compile(schema, 'toWire') };
    compiled.set(schema, mapper);
  }
  return mapper;
}

function compile(schema: Schema, way: keyof WireMapper): Mapping {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return compileObject(def.shape, way);
    case 'array': {
      const item = compile(def.element, way);
      return item === same ? same : (value) => (Array.isArray(value) ? value.map(item) : value);
    }
    case 'record': {
      const item = compile(def.valueType, way);
      return item === same ? same : (value) => mapValues(value as Record<string, unknown>, item);
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly': {
      const inner = compile(def.innerType, way);
      return inner === same
        ? same
        : (value) => (value === undefined || value === null ? value : inner(value));
    }
    case 'lazy':
      // Compiled at its first use: a schema that holds itself would never end otherwise.
      return (value) => mapperOf(def.getter())[way](value);
    case 'pipe':
      return way === 'toWire' ? encoderOf(def) : same;
    default:
      return same;
  }
}

/** A codec knows its way back; a plain transform has none, and what it made is sent as it is. */
function encoderOf(def: z.core.$ZodPipeDef): Mapping {
  const { reverseTransform } = def as { reverseTransform?: (value: unknown, payload: unknown) => unknown };
  return reverseTransform ? (value) => reverseTransform(value, { value, issues: [] }) : same;
}

function compileObject(shape: Readonly<Record<string, Schema>>, way: keyof WireMapper): Mapping {
  const fields = Object.entries(shape).map(([name, child]) => {
    const camel = camelName(name);
    return {
      from: way === 'toCamel' ? name : camel,
      to: way === 'toCamel' ? camel : name,
      map: compile(child, way),
    };
  });
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const source = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const { from, to, map } of fields) {
      const field = source[from];
      if (field !== undefined) result[to] = map(field);
    }
    return result;
  };
}

function mapValues(value: Record<string, unknown>, map: Mapping): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
