import type { z } from 'zod';
import { closest } from '@engram/config';
import type { FieldError } from '@engram/kernel';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** More than that would bury the first. */
const ERRORS_MAX = 100;

/** `['items', 3, 'content']` → `items[3].content`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}

/** Every problem of a request in words: what was found, what is allowed. */
export function fieldErrors(issues: readonly Issue[], schema: z.core.$ZodType): FieldError[] {
  return issues.flatMap((issue) => describe(issue, schema)).slice(0, ERRORS_MAX);
}

function describe(issue: Issue, schema: z.core.$ZodType): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => ({
      path: formatPath([...issue.path, key]),
      message: unknownField(key, known),
    }));
  }
  return [{ path: formatPath(issue.path), message: message(issue) }];
}

function unknownField(key: string, known: readonly string[]): string {
  const near = closest(key, known);
  return near
    ? `is unknown; did you mean ${near}?`
    : `is unknown; known here: ${known.join(', ') || 'nothing'}`;
}

function message(issue: Exclude<Issue, { code: 'unrecognized_keys' }>): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is required: ${article(issue.expected)}`
        : `must be ${article(issue.expected)}, not ${found(issue.input)}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_value': {
      const near = typeof issue.input === 'string' && closest(issue.input, issue.values.map(String));
      const allowed = `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
      return near ? `${allowed}; did you mean ${near}?` : `${allowed}, not ${found(issue.input)}`;
    }
    case 'invalid_union':
      return 'has none of the allowed forms';
    case 'invalid_format':
      return `must be a ${issue.format}`;
    default:
      return issue.message;
  }
}

function unit(origin: string): string {
  return { string: ' characters', array: ' items', set: ' items' }[origin] ?? '';
}

function article(expected: string): string {
  return (
    {
      string: 'a text',
      number: 'a number',
      int: 'a whole number',
      boolean: 'true or false',
      array: 'a list',
      object: 'an object',
      record: 'an object',
      null: 'null',
    }[expected] ?? expected
  );
}

function found(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof input as string] ?? 'an object'
  );
}

/** The keys that the object at `path` may have. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let current: z.core.$ZodType | undefined = schema;
  const rest = [...path];
  while (current) {
    const def: z.core.$ZodTypes['_zod']['def'] = (current as z.core.$ZodTypes)._zod.def;
    if (def.type === 'object') {
      if (rest.length === 0) return Object.keys(def.shape);
      current = def.shape[String(rest.shift())];
    } else if (def.type === 'array') {
      rest.shift();
      current = def.element;
    } else if ('innerType' in def) current = def.innerType;
    else if (def.type === 'pipe') current = def.in;
    else if (def.type === 'lazy') current = def.getter();
    else return [];
  }
  return [];
}
