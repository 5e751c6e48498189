import type { TenantId } from '@engram/kernel';
import type { IndexStats, MemoryHit, SearchScope } from '../model/search';

/**
 * Memories by their words, neighbours in their session taken into account. It holds every change that was committed
 * when it was asked, by whatever process.
 */
export abstract class TextIndex {
  /** Best first, by BM25. @throws StoreUnavailableError */
  abstract search(tenant: TenantId, query: TextQuery): Promise<MemoryHit[]>;
  /** @throws StoreUnavailableError */
  abstract stats(tenant: TenantId): Promise<IndexStats>;
}

export interface TextQuery extends SearchScope {
  text: string;
}
