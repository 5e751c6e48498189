import type { EpochMs } from '@engram/kernel';
import type { MemoryFilter } from '@engram/storage';
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
  if (length > columns.documents) keepEqual(mask, arrays.head, -1, false);
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

// One pass for each condition, without branches: the compiler turns each into a few instructions per document.

function keepEqual(mask: Flags, column: Int32Array | Uint8Array, value: number, equal = true): void {
  const kept = equal ? 1 : 0;
  for (let i = 0; i < mask.length; i++)
    mask[i] = (mask[i] as number) & (column[i] === value ? kept : 1 - kept);
}

function keepFlagged(mask: Flags, column: Int32Array, flags: Flags): void {
  for (let i = 0; i < mask.length; i++) {
    const id = column[i] as number; // of a free number: -1
    mask[i] = id >= 0 && id < flags.length ? (mask[i] as number) & (flags[id] as number) : 0;
  }
}

function keepBetween(mask: Flags, column: Float64Array, since: number, until: number): void {
  for (let i = 0; i < mask.length; i++) {
    const value = column[i] as number;
    mask[i] = (mask[i] as number) & (value >= since ? 1 : 0) & (value < until ? 1 : 0);
  }
}

/** The time when the next of the others expires. */
function dropExpired(mask: Flags, column: Float64Array, now: EpochMs): EpochMs {
  let next = Infinity;
  for (let i = 0; i < mask.length; i++) {
    const expiry = column[i] as number;
    if (expiry <= now) mask[i] = 0;
    else if (expiry < next) next = expiry;
  }
  return next;
}

function countOf(mask: Flags): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i] as number;
  return count;
}
