import type { EpochMs } from '@engram/kernel';
import type { DocumentNumber, Hits, TextHits } from '../text/text-index.port';

/** What ranking knows about a memory beside its text and vector. */
export interface MemorySignals {
  /** Event time. */
  at: EpochMs;
  /** 1–10. */
  priority: number;
}

/** Why a memory stands where it stands: the shares add up to its score. */
export interface RankingReasons {
  vector: number;
  text: number;
  graph: number;
  recency: number;
  priority: number;
}

export interface RankingInput {
  /** Of `TextIndex.search`: neighbours in the session are already in the scores. */
  text: TextHits;
  /** Cosine similarities, best first. */
  vector: Hits;
  /** Documents of memories that the graph leads to, with a strength in (0, 1]. */
  graph?: ReadonlyMap<DocumentNumber, number>;
  /** The caller's number of the memory that a document is a passage of. */
  memoryOf(document: DocumentNumber): number;
  signalsOf(memory: number): MemorySignals;
  now: EpochMs;
  limit: number;
}

export interface RankedMemory {
  memory: number;
  /** The passage that matched best. */
  document: DocumentNumber;
  /** In [0, 1]. */
  score: number;
  why: RankingReasons;
}
