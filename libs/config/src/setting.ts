import { z } from 'zod';
import { Secret } from './secret';

export type SettingKind = 'integer' | 'number' | 'flag' | 'text' | 'path' | 'choice' | 'list';

/** What is known of one setting beside its type: the reference page, the environment and the messages come from it. */
export interface SettingTraits {
  kind: SettingKind;
  description: string;
  default: SettingValue;
  /** What is allowed, in words: "1 to 65535". */
  allowed: string;
  /** Shown as `[redacted]` wherever configuration is shown. */
  secret: boolean;
  /** The feature it belongs to, where this version lacks it: anything but the default is refused. */
  planned?: string;
  /** Choices that a later version will have, refused by name. */
  plannedChoices?: readonly string[];
}

export type SettingValue = null | boolean | number | string | readonly string[];

const registry = z.registry<SettingTraits>();

interface Spec<Value> {
  default: Value;
  description: string;
  planned?: string;
}

function declare<Schema extends z.ZodType>(
  schema: Schema,
  spec: Spec<SettingValue>,
  traits: Pick<SettingTraits, 'kind' | 'allowed'> & Partial<SettingTraits>,
): Schema {
  registry.add(schema, {
    default: spec.default,
    description: spec.description,
    secret: false,
    ...(spec.planned !== undefined && { planned: spec.planned }),
    ...traits,
  });
  return schema;
}

export function integer(spec: Spec<number> & { min: number; max: number }) {
  const schema = z.number().int().min(spec.min).max(spec.max);
  return declare(schema, spec, {
    kind: 'integer',
    allowed: `whole number, ${spec.min} to ${spec.max}`,
  });
}

export function number(spec: Spec<number> & { min: number; max: number }) {
  const schema = z.number().min(spec.min).max(spec.max);
  return declare(schema, spec, { kind: 'number', allowed: `number, ${spec.min} to ${spec.max}` });
}

export function flag(spec: Spec<boolean>) {
  return declare(z.boolean(), spec, { kind: 'flag', allowed: 'true or false' });
}

export function choice<const Options extends readonly [string, ...string[]]>(
  options: Options,
  spec: Spec<Options[number]> & { plannedChoices?: readonly string[] },
) {
  return declare(z.enum(options), spec, {
    kind: 'choice',
    allowed: options.join(', '),
    ...(spec.plannedChoices && { plannedChoices: spec.plannedChoices }),
  });
}

export function text(spec: Spec<string>) {
  return declare(z.string().min(1), spec, { kind: 'text', allowed: 'text' });
}

/** Null where there is none. */
export function optionalText(spec: Omit<Spec<string>, 'default'>) {
  const schema = z.string().min(1).nullable();
  return declare(schema, { ...spec, default: null }, { kind: 'text', allowed: 'text, or empty for none' });
}

/** A file or folder: a relative one is taken from `$ENGRAM_HOME`. */
export function path(spec: Spec<string>) {
  return declare(z.string().min(1), spec, { kind: 'path', allowed: 'path, relative to $ENGRAM_HOME' });
}

export function secret(spec: Omit<Spec<string>, 'default'>) {
  const schema = z
    .string()
    .min(1)
    .nullable()
    .transform((value) => (value === null ? null : new Secret(value)));
  return declare(
    schema,
    { ...spec, default: null },
    { kind: 'text', allowed: 'text, or empty for none', secret: true },
  );
}

export function list(spec: Spec<readonly string[]>) {
  return declare(z.array(z.string().min(1)), spec, { kind: 'list', allowed: 'list of texts' });
}

/** The traits of a leaf of the schema; undefined for a section. */
export function traitsOf(schema: z.core.$ZodType): SettingTraits | undefined {
  return registry.get(schema as z.ZodType);
}
