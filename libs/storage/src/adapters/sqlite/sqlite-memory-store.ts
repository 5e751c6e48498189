import type { EpochMs, MemoryId, TenantId } from '@engram/kernel';
import type {
  EmbeddingSpace,
  Memory,
  MemoryFilter,
  MemoryPatch,
  MemoryRevision,
  MemoryWrite,
} from '../../model/memory';
import {
  type Idempotency,
  type MemoryStats,
  MemoryStore,
  type Page,
  type RememberOutcome,
} from '../../ports/memory-store.port';
import { packPatch, packWrites } from './rpc/vector-packing';
import type { WorkerPool } from './rpc/worker-pool';
import type { TouchBuffer } from './touch-buffer';
import type { MEMORY_OPERATIONS } from './worker/memory/memory-operations';

/** Sends each call to the thread that owns the tenant. */
export class SqliteMemoryStore extends MemoryStore {
  constructor(
    private readonly tenant: TenantId,
    private readonly pool: WorkerPool,
    private readonly touches: TouchBuffer,
  ) {
    super();
  }

  remember(
    items: readonly MemoryWrite[],
    space: EmbeddingSpace,
    idempotency?: Idempotency,
  ): Promise<RememberOutcome[]> {
    const packed = packWrites(items);
    return this.call('remember', { ...packed, space, idempotency }, [packed.vectors.buffer]);
  }

  update(id: MemoryId, patch: MemoryPatch, space: EmbeddingSpace): Promise<Memory> {
    const packed = packPatch(patch);
    return this.call('update', { id, ...packed, space }, [packed.vectors.buffer]);
  }

  async get(id: MemoryId): Promise<Memory | undefined> {
    return (await this.getMany([id]))[0];
  }

  getMany(ids: readonly MemoryId[]): Promise<Memory[]> {
    return this.call('getMany', ids);
  }

  list(filter: MemoryFilter, page: { limit: number; cursor?: string }): Promise<Page<Memory>> {
    return this.call('list', { filter, ...page });
  }

  history(id: MemoryId): Promise<MemoryRevision[]> {
    return this.call('history', id);
  }

  remove(id: MemoryId): Promise<boolean> {
    return this.call('remove', id);
  }

  removeMatching(filter: MemoryFilter, options?: { dryRun?: boolean }): Promise<number> {
    return this.call(options?.dryRun ? 'countMatching' : 'removeMatching', filter);
  }

  removeExpired(options?: { dryRun?: boolean; idempotency?: Idempotency }): Promise<number> {
    return this.call(options?.dryRun ? 'countExpired' : 'removeExpired', options?.idempotency);
  }

  touch(ids: readonly MemoryId[], at: EpochMs): void {
    this.touches.add(this.tenant, ids, at);
  }

  stats(): Promise<MemoryStats> {
    return this.call('stats', undefined);
  }

  private call<Result>(
    method: keyof typeof MEMORY_OPERATIONS,
    args: unknown,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Result> {
    return this.pool.call<Result>(this.tenant, { target: 'memory', method, args, transfer });
  }
}
