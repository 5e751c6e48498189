import type { MemoryId } from '@engram/kernel';
import type { MemoryFilter, Sequence } from '@engram/storage';
import type { RankingReasons } from '../ranking/ranking.model';

/** What every search is limited to. Memories that have expired are never found. */
export interface SearchScope {
  filter?: MemoryFilter;
  /** Memories in the answer, at most. */
  limit: number;
}

/** A memory that was found, with the passage that matched best. */
export interface MemoryHit {
  id: MemoryId;
  /** BM25, cosine or, of a ranked hit, 0–1. */
  score: number;
  /** UTF-16 offsets into the content, end exclusive. */
  passage: { start: number; end: number };
}

export interface RankedHit extends MemoryHit {
  /** The parts of the score; they add up to it. */
  why: RankingReasons;
}

/** What kind of vectors a query comes with: those that know spelling count for less than those that know meaning. */
export type VectorKind = 'lexical' | 'semantic';

export interface RankedQuery extends SearchScope {
  text: string;
  /** Left out where the embedding failed: words alone then rank. */
  vector?: Float32Array;
  vectorKind: VectorKind;
  /** Memories that the graph leads to, with a strength in (0, 1]. */
  graph?: readonly { id: MemoryId; strength: number }[];
  /** Ranked memories to leave out at the top. */
  offset?: number;
  /** Memories that score lower are no candidates. */
  minScore?: number;
}

export interface RankedAnswer {
  hits: RankedHit[];
  /** Candidates that were ranked, beyond this page too. */
  total: number;
}

export interface IndexStats {
  memories: number;
  /** Passages. */
  documents: number;
  /** Passages with a vector. */
  vectors: number;
  terms: number;
  bytes: number;
  /** The change up to which the index follows the rows. */
  sequence: Sequence;
}
