import type { MemoryId } from '@engram/kernel';
import type { Idempotency } from '@engram/storage';

export interface SummarizeRequest {
  /** So many of the newest memories: 1 to `LIMITS.summarizeMemories`. */
  count: number;
  /** Whether the summary is remembered too. */
  save: boolean;
  namespace?: string | undefined;
  idempotency?: Idempotency | undefined;
}

export interface SummaryResult {
  summary: string;
  /** The memories it is made of, in its order. */
  sourceIds: MemoryId[];
  /** Under which the summary was remembered. */
  savedId?: MemoryId;
  provider: string;
  degraded: boolean;
}
