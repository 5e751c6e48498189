import type { TenantId } from '@engram/kernel';
import type { RankedAnswer, RankedQuery } from '../model/search';

/** Memories by words, vectors and the graph together, in one order: one way to the index and back. */
export abstract class MemoryRanking {
  /** Best first; scores lie in 0–1. @throws StoreUnavailableError */
  abstract rank(tenant: TenantId, query: RankedQuery): Promise<RankedAnswer>;
}
