import { z } from 'zod';
import { LIMITS } from '@engram/kernel';
import { TOO_LARGE } from './wire.parser';

export interface TextBounds {
  /** Default 1: a text that is there says something. */
  minChars?: number;
  /** In characters as a reader counts them (code points). */
  maxChars?: number;
  /** In bytes of UTF-8; longer is a CONTENT_TOO_LARGE. */
  maxBytes?: number;
}

function longerThan(text: string, maxChars: number): boolean {
  // A character takes one or two units: only between those is counting needed.
  if (text.length <= maxChars) return false;
  if (text.length > 2 * maxChars) return true;
  let count = 0;
  for (const _ of text) count += 1;
  return count > maxChars;
}

/** Text of any language; NUL and other control characters included. */
export function text({ minChars = 1, maxChars, maxBytes }: TextBounds = {}) {
  return z
    .string()
    .superRefine((value, context) => {
      const refuse = (message: string, params?: Record<string, unknown>) =>
        context.addIssue({ code: 'custom', message, ...(params && { params }) });
      // Half a character, which UTF-8 cannot hold: what went in could not come out again.
      if (!value.isWellFormed()) refuse('must not hold half of a surrogate pair: send whole characters');
      if (value.length < minChars)
        refuse(minChars === 1 ? 'must not be empty' : `must be at least ${minChars} characters`);
      if (maxChars !== undefined && longerThan(value, maxChars))
        refuse(`must be at most ${maxChars} characters`);
      if (maxBytes !== undefined && Buffer.byteLength(value) > maxBytes) {
        refuse(`must be at most ${maxBytes} bytes of UTF-8: split it or shorten it`, TOO_LARGE);
      }
    })
    .meta({ minLength: minChars, ...(maxChars !== undefined && { maxLength: maxChars }) });
}

/** Tags of a memory, or those to look for; in a query string with commas between them. */
export function tags() {
  return z.array(text({ maxChars: LIMITS.tagChars })).max(LIMITS.tags);
}

/** A UUID as it is written in a path or a body. */
export function uuid() {
  return z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: () => 'must be a UUID' })
    .transform((value) => value.toLowerCase())
    .meta({ format: 'uuid' });
}
