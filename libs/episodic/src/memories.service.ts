import { Injectable } from '@nestjs/common';
import { EmbeddingProvider } from '@engram/embedding';
import type { MemoryId, TenantId } from '@engram/kernel';
import { InvalidRequestError, NotFoundError } from '@engram/kernel';
import type { Idempotency, Memory, MemoryFilter, MemoryRevision, MemoryStats, Page } from '@engram/storage';
import { Stores } from '@engram/storage';
import { Drafting } from './draft';
import type { MemoryUpdate } from './model/remember';
import { PassageEmbedder } from './passage-embedder';

/** Reads, changes and erases the memories that are there. */
@Injectable()
export class MemoriesService {
  constructor(
    private readonly stores: Stores,
    private readonly embedding: EmbeddingProvider,
    private readonly passages: PassageEmbedder,
    private readonly drafting: Drafting,
  ) {}

  /** @throws NotFoundError */
  async get(tenant: TenantId, id: MemoryId): Promise<Memory> {
    const memory = await this.stores.of(tenant).memories.get(id);
    if (!memory) throw new NotFoundError(`no memory ${id} in this tenant`);
    return memory;
  }

  list(
    tenant: TenantId,
    filter: MemoryFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Page<Memory>> {
    return this.stores.of(tenant).memories.list(filter, page);
  }

  /** The earlier states are kept as revisions. @throws NotFoundError, InvalidRequestError, ContentTooLargeError */
  async update(tenant: TenantId, id: MemoryId, update: MemoryUpdate): Promise<Memory> {
    const { content, ...rest } = update;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    if (content === undefined && Object.keys(given).length === 0) {
      throw new InvalidRequestError('an update must change at least one field');
    }
    this.drafting.check(update);
    const patch =
      content === undefined
        ? given
        : { ...given, content: { text: content, passages: (await this.passages.embed([content]))[0] ?? [] } };
    return this.stores.of(tenant).memories.update(id, patch, this.embedding.space);
  }

  /** Newest first. @throws NotFoundError */
  history(tenant: TenantId, id: MemoryId): Promise<MemoryRevision[]> {
    return this.stores.of(tenant).memories.history(id);
  }

  /** Erases the memory with its revisions. @throws NotFoundError */
  async remove(tenant: TenantId, id: MemoryId): Promise<void> {
    if (!(await this.stores.of(tenant).memories.remove(id))) {
      throw new NotFoundError(`no memory ${id} in this tenant`);
    }
  }

  /** @throws InvalidRequestError for a filter that would mean all. */
  async removeMatching(
    tenant: TenantId,
    filter: MemoryFilter,
    options: { dryRun?: boolean } = {},
  ): Promise<number> {
    const conditions = Object.entries(filter).filter(
      ([key, value]) =>
        key !== 'tagMatch' && value !== undefined && !(Array.isArray(value) && value.length === 0),
    );
    if (conditions.length === 0) {
      throw new InvalidRequestError(
        'a deletion needs at least one filter (memory_type, tags, namespace, session_id, since, until)',
      );
    }
    return this.stores.of(tenant).memories.removeMatching(filter, options);
  }

  /** Erases what has expired. */
  cleanup(tenant: TenantId, options: { dryRun?: boolean; idempotency?: Idempotency } = {}): Promise<number> {
    return this.stores.of(tenant).memories.removeExpired(options);
  }

  stats(tenant: TenantId): Promise<MemoryStats> {
    return this.stores.of(tenant).memories.stats();
  }
}
