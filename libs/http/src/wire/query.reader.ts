import type { z } from 'zod';
import type { FieldError } from '@engram/kernel';

/** Of a query string or of the parameters of a path: text alone. */
export type RawQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Set by {@link parseQueryString} where a percent sign stands for nothing: a parser in the router cannot refuse. */
export const MALFORMED = Symbol('malformed');

/** Strict where the usual parsers guess: what is not UTF-8 in percent encoding is marked as malformed. */
export function parseQueryString(text: string): RawQuery {
  const query: Record<string | symbol, unknown> = Object.create(null) as Record<string | symbol, unknown>;
  if (text === '') return query as RawQuery;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    try {
      const name = decode(equals < 0 ? pair : pair.slice(0, equals));
      const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
      const before = query[name] as string | string[] | undefined;
      query[name] = before === undefined ? value : [before, value].flat();
    } catch {
      query[MALFORMED] = true;
    }
  }
  return query as RawQuery;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
}

/** Gives each text the type that the schema wants, where it can be read as that; the schema then judges. */
export function typedQuery(
  raw: RawQuery,
  shape: Readonly<Record<string, z.core.$ZodType>>,
): { value: Record<string, unknown>; errors: FieldError[] } {
  const value: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  if (MALFORMED in raw)
    errors.push({ path: '', message: 'the query string must be UTF-8 in percent encoding' });
  for (const [name, text] of Object.entries(raw)) {
    if (text === undefined) continue;
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (typeof text !== 'string') {
      errors.push({ path: name, message: 'was given more than once; write lists with commas' });
    } else if (name !== '__proto__') value[name] = schema ? read(text, kindOf(schema)) : text;
    else errors.push({ path: name, message: 'is unknown' });
  }
  return { value, errors };
}

function read(text: string, kind: string): unknown {
  if (kind === 'number') return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
  if (kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (kind === 'array') return text.split(',').map((item) => item.trim());
  return text;
}

/** The type under optional, default and the like. */
export function kindOf(schema: z.core.$ZodType): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ('innerType' in def) return kindOf(def.innerType);
  if (def.type === 'pipe') return kindOf(def.in);
  return def.type;
}
