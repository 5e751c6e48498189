import { z } from 'zod';
import { LIMITS } from '@engram/kernel';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObjectValue = { [key: string]: JsonValue };

/** What is wrong with a user's own object; undefined where nothing is. Its depth is checked before anything recurses. */
export function jsonObjectProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
  let level: unknown[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > LIMITS.metadataDepth) return `must be at most ${LIMITS.metadataDepth} levels deep`;
    const next: unknown[] = [];
    for (const item of level) {
      for (const [key, child] of Object.entries(item as object)) {
        if (!key.isWellFormed() || (typeof child === 'string' && !child.isWellFormed())) {
          return 'must not hold half of a surrogate pair: send whole characters';
        }
        // JSON.parse reads 1e999 as infinity, which could not be written again.
        if (typeof child === 'number' && !Number.isFinite(child))
          return 'must not hold a number beyond 1.8e308';
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > LIMITS.metadataBytes
    ? `must be at most ${LIMITS.metadataBytes} bytes as JSON, not ${bytes}`
    : undefined;
}

/** A user's own object (`metadata`, `attributes`): its keys are never renamed. */
export function jsonObject() {
  return z
    .custom<JsonObjectValue>()
    .superRefine((value, context) => {
      const problem = value === undefined ? 'is required: an object' : jsonObjectProblem(value);
      if (problem) context.addIssue({ code: 'custom', message: problem });
    })
    .meta({ type: 'object', additionalProperties: true });
}
