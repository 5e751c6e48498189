import type { TenantId } from '@engram/kernel';
import type { IndexStats, MemoryHit, SearchScope } from '../model/search';

/** Memories by their vectors. It holds every change that was committed when it was asked, by whatever process. */
export abstract class VectorIndex {
  /**
   * Best first, by cosine; a memory counts by its best passage. Nothing where the tenant's vectors have other
   * dimensions.
   * @throws StoreUnavailableError
   */
  abstract search(tenant: TenantId, query: VectorQuery): Promise<MemoryHit[]>;
  /** @throws StoreUnavailableError */
  abstract stats(tenant: TenantId): Promise<IndexStats>;
}

export interface VectorQuery extends SearchScope {
  vector: Float32Array;
}
