import type { Clock, TenantId } from '@engram/kernel';
import type { TenantExtensions, TenantExtensionSpec } from '@engram/storage';
import type { IndexStats, MemoryHit, RankedAnswer, RankedQuery } from '../../model/search';
import { MemoryRanking } from '../../ports/memory-ranking.port';
import { TextIndex, type TextQuery } from '../../ports/text-index.port';
import { VectorIndex, type VectorQuery } from '../../ports/vector-index.port';
import { SEARCH_EXTENSION_NAME, type SearchCalls, type SearchExtensionOptions } from './search-calls';

/** Tells the storage workers where the embedded index is. */
export function searchExtension(options: SearchExtensionOptions = {}): TenantExtensionSpec {
  return { name: SEARCH_EXTENSION_NAME, module: require.resolve('./search.extension'), options };
}

/** The way from the main thread to the index beside a tenant's rows. */
export class EmbeddedIndexClient {
  constructor(
    private readonly extensions: TenantExtensions,
    private readonly clock: Clock,
  ) {}

  stats(tenant: TenantId): Promise<IndexStats> {
    return this.call(tenant, 'stats', {});
  }
  text(tenant: TenantId, query: TextQuery): Promise<MemoryHit[]> {
    return this.call(tenant, 'text', { query, now: this.clock.now() });
  }
  vector(tenant: TenantId, query: VectorQuery): Promise<MemoryHit[]> {
    const vector = compact(query.vector);
    return this.call(tenant, 'vector', { query: { ...query, vector }, now: this.clock.now() });
  }
  rank(tenant: TenantId, query: RankedQuery): Promise<RankedAnswer> {
    const vector = query.vector && { vector: compact(query.vector) };
    return this.call(tenant, 'rank', { query: { ...query, ...vector }, now: this.clock.now() });
  }

  private call<Method extends keyof SearchCalls>(
    tenant: TenantId,
    method: Method,
    args: SearchCalls[Method]['arguments'],
  ): Promise<SearchCalls[Method]['answer']> {
    return this.extensions.call(tenant, SEARCH_EXTENSION_NAME, method, args);
  }
}

/** A view is sent with all of the buffer behind it: a batch of embeddings for one. */
function compact(vector: Float32Array): Float32Array {
  return vector.byteLength === vector.buffer.byteLength ? vector : vector.slice();
}

export class EmbeddedTextIndex extends TextIndex {
  constructor(private readonly client: EmbeddedIndexClient) {
    super();
  }
  override search(tenant: TenantId, query: TextQuery): Promise<MemoryHit[]> {
    return this.client.text(tenant, query);
  }
  override stats(tenant: TenantId): Promise<IndexStats> {
    return this.client.stats(tenant);
  }
}

export class EmbeddedVectorIndex extends VectorIndex {
  constructor(private readonly client: EmbeddedIndexClient) {
    super();
  }
  override search(tenant: TenantId, query: VectorQuery): Promise<MemoryHit[]> {
    return this.client.vector(tenant, query);
  }
  override stats(tenant: TenantId): Promise<IndexStats> {
    return this.client.stats(tenant);
  }
}

export class EmbeddedMemoryRanking extends MemoryRanking {
  constructor(private readonly client: EmbeddedIndexClient) {
    super();
  }
  override rank(tenant: TenantId, query: RankedQuery): Promise<RankedAnswer> {
    return this.client.rank(tenant, query);
  }
}
