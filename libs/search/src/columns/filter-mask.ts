import type { EpochMs } from '@engram/kernel';
import type { MemoryFilter } from '@engram/storage';
import { NO_DOCUMENT } from './document-arrays';
import type { DocumentColumns } from './document-columns';
import { MEMORY_TYPE_NUMBERS } from './memory-type-numbers';

/** Which documents a filter lets through: one byte each, 1 or 0. */
export interface FilterMask {
  /** Left out: all of them. */
  mask?: Uint8Array;
  /** How many are let through. */
  count: number;
  /** The mask holds from `since` until this time, when the next document expires. */
  until: EpochMs;
  since: EpochMs;
}

type Flags = Uint8Array;

/** All documents that the filter lets through and that have not expired at `now`. */
export function buildMask(columns: DocumentColumns, filter: MemoryFilter, now: EpochMs): FilterMask {
  const { arrays, length } = columns;
  const mask: Flags = new Uint8Array(length).fill(1);
  if (length > columns.documents) dropEqual(mask, arrays.head, NO_DOCUMENT);
  narrow(mask, columns, filter);
  const until = columns.mayExpire(now) ? dropExpired(mask, arrays.expiresAt, now) : columns.earliestExpiry;
  return { mask, count: countOf(mask), since: now, until };
}

function narrow(mask: Flags, columns: DocumentColumns, filter: MemoryFilter): void {
  const { arrays } = columns;
  if (filter.sessionId !== undefined)
    keepEqual(mask, arrays.session, columns.sessionNumber(filter.sessionId));
  if (filter.namespace !== undefined) {
    keepEqual(mask, arrays.namespace, columns.namespaceNumber(filter.namespace));
  }
  if (filter.memoryType !== undefined) {
    keepEqual(mask, arrays.memoryType, MEMORY_TYPE_NUMBERS[filter.memoryType]);
  }
  if (filter.tags !== undefined && filter.tags.length > 0) {
    keepFlagged(mask, arrays.tagSet, columns.tagSets.matching(filter.tags, filter.tagMatch ?? 'any'));
  }
  if (filter.since !== undefined || filter.until !== undefined) {
    keepBetween(mask, arrays.timestamp, filter.since ?? -Infinity, filter.until ?? Infinity);
  }
}

// One pass for each condition, without branches: a filter that keeps a quarter at random would be mispredicted at every
// fourth document, which costs more than the comparison.

function keepEqual(mask: Flags, column: Int32Array | Uint8Array, value: number): void {
  for (let i = 0; i < mask.length; i++) mask[i] = (mask[i] as number) & Number(column[i] === value);
}

function dropEqual(mask: Flags, column: Int32Array, value: number): void {
  for (let i = 0; i < mask.length; i++) mask[i] = (mask[i] as number) & Number(column[i] !== value);
}

/** @param flags One for each value from -1 on. */
function keepFlagged(mask: Flags, column: Int32Array, flags: Flags): void {
  for (let i = 0; i < mask.length; i++) {
    mask[i] = (mask[i] as number) & (flags[(column[i] as number) + 1] as number);
  }
}

function keepBetween(mask: Flags, column: Float64Array, since: number, until: number): void {
  for (let i = 0; i < mask.length; i++) {
    const value = column[i] as number;
    mask[i] = (mask[i] as number) & Number(value >= since) & Number(value < until);
  }
}

/** The time when the next of the others expires. */
function dropExpired(mask: Flags, column: Float64Array, now: EpochMs): EpochMs {
  let next = Infinity;
  for (let i = 0; i < mask.length; i++) {
    const expiry = column[i] as number;
    mask[i] = (mask[i] as number) & Number(expiry > now);
    if (expiry > now && expiry < next) next = expiry;
  }
  return next;
}

/** Four bytes at a time, added up before they can overflow. */
function countOf(mask: Flags): number {
  const words = new Uint32Array(mask.buffer, mask.byteOffset, mask.length >> 2);
  let count = 0;
  for (let at = 0; at < words.length;) {
    const end = Math.min(at + 255, words.length);
    let sums = 0;
    for (; at < end; at++) sums = (sums + (words[at] as number)) | 0;
    count += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  for (let at = words.length * 4; at < mask.length; at++) count += mask[at] as number;
  return count;
}
