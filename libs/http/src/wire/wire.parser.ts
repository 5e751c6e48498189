import { z } from 'zod';
import { EngramError, InvalidRequestError, type FieldError } from '@engram/kernel';
import { fieldErrors } from './wire-issue';
import { mapperOf } from './wire.mapper';

export interface Parsed {
  /** In the names of the code. */
  value: unknown;
  errors: FieldError[];
  /** Among the errors is content over its limit. */
  tooLarge: boolean;
}

/** Marks an issue that is a CONTENT_TOO_LARGE, not an INVALID_REQUEST. */
export const TOO_LARGE = { code: 'CONTENT_TOO_LARGE' } as const;

/** Checks a value of the wire and renames its keys. */
export function parseWire(schema: z.ZodType, input: unknown): Parsed {
  const result = z.safeParse(schema, input, { reportInput: true });
  if (result.success) return { value: mapperOf(schema).toCamel(result.data), errors: [], tooLarge: false };
  const { issues } = result.error;
  return {
    value: undefined,
    errors: fieldErrors(issues, schema),
    tooLarge: issues.some((issue) => issue.code === 'custom' && issue.params?.['code'] === TOO_LARGE.code),
  };
}

/** All problems of a request in one error. */
export function refusal(errors: readonly FieldError[], tooLarge: boolean): EngramError {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more: see details.errors)` : '';
  const message = `${first?.path || 'the request'} ${first?.message ?? 'is not valid'}${more}`;
  return tooLarge
    ? new EngramError('CONTENT_TOO_LARGE', message, { errors: [...errors] })
    : new InvalidRequestError(message, [...errors]);
}
