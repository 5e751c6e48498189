import { z } from 'zod';
import { LIMITS } from '@engram/kernel';
import { text } from './text.piece';

/** Largest cursor that is read at all. */
const CURSOR_CHARS_MAX = 1_000;

/** How many of a list: 1–100. */
export function limit() {
  return z
    .int()
    .min(1)
    .max(LIMITS.pageItems)
    .default(LIMITS.pageItemsDefault)
    .describe(`How many at most: 1 to ${LIMITS.pageItems}.`);
}

/** The fields of a list's query; spread into its schema. */
export const pageFields = {
  limit: limit(),
  cursor: text({ maxChars: CURSOR_CHARS_MAX })
    .optional()
    .describe('Where to go on: `next_cursor` of the answer before.'),
};

/** How many of a ranked answer to leave out. */
export function offset() {
  return z.int().min(0).max(LIMITS.rankedDepth).default(0).describe('How many of the first to leave out.');
}

/** The data of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable().describe('For the next page; null on the last.'),
  });
}
