import type { EpochMs } from '@engram/kernel';
import type { MemoryType } from '../model/memory';
import type { Sequence } from './stores.port';

/** A passage as an index sees it; its id is stable while its memory's content stays. */
export interface IndexedPassage {
  passageId: number;
  /** UTF-16 offsets into the content, end exclusive. */
  start: number;
  end: number;
  /** Null while the embedding provider owes it. */
  vector: Float32Array | null;
}

/** What an index needs of a memory: `rowId` is its dense integer id, never used again after a deletion. */
export interface IndexedRow {
  rowId: number;
  id: string;
  content: string;
  memoryType: MemoryType;
  priority: number;
  tags: string[];
  entities: string[];
  namespace: string;
  sessionId: string | null;
  sessionOrder: number | null;
  timestamp: EpochMs;
  expiresAt: EpochMs | null;
  passages: IndexedPassage[];
}

export interface IndexedChange {
  sequence: Sequence;
  rowId: number;
  operation: 'create' | 'update' | 'delete';
}

/**
 * The rows of one tenant as a derived index follows them, synchronously, in the thread that owns the tenant. All
 * of it is committed state, other processes' commits included; a tenant that was never written is empty.
 * @throws StoreUnavailableError the tenant's file is damaged, newer than this version or unreachable.
 */
export interface IndexSource {
  /** Of the last committed change of any entity; cheap enough to ask before every answer. */
  sequence(): Sequence;
  /** Memory changes after `sequence`, in order. Fewer than `limit`: there are no more up to `sequence()`. */
  changesAfter(sequence: Sequence, limit: number): IndexedChange[];
  /** Those that exist (expired ones too), in no certain order. */
  rows(rowIds: readonly number[]): IndexedRow[];
  /** The next `limit` rows in order of `rowId`, expired ones too: for a build from nothing. */
  scan(afterRowId: number, limit: number): IndexedRow[];
  /** One for each id asked for; null where the passage or its vector is missing. */
  vectors(passageIds: readonly number[]): (Float32Array | null)[];
}
