import type { EpochMs } from '@engram/kernel';
import type { IndexStats, MemoryHit, RankedAnswer, RankedQuery } from '../../model/search';
import type { TextQuery } from '../../ports/text-index.port';
import type { VectorQuery } from '../../ports/vector-index.port';

/** The name under which the storage workers know the embedded index. */
export const SEARCH_EXTENSION_NAME = 'search';

/** What the main thread asks of the index in a tenant's worker, and what it gets. */
export interface SearchCalls {
  text: { arguments: { query: TextQuery; now: EpochMs }; answer: MemoryHit[] };
  vector: { arguments: { query: VectorQuery; now: EpochMs }; answer: MemoryHit[] };
  rank: { arguments: { query: RankedQuery; now: EpochMs }; answer: RankedAnswer };
  stats: { arguments: Record<string, never>; answer: IndexStats };
}

/** Of the extension; plain data, the same for each worker. */
export interface SearchExtensionOptions {
  /** Of vectors, for each worker thread. Beyond it a search is STORE_UNAVAILABLE until tenants are closed. */
  vectorBytesMax?: number;
}
