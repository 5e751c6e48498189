import type { EpochMs, MemoryId } from '@engram/kernel';
import type {
  EmbeddingSpace,
  Memory,
  MemoryFilter,
  MemoryPatch,
  MemoryRevision,
  MemoryWrite,
} from '../model/memory';

/** Makes a repeated request answer as the first did: kept with the write, in its transaction, for 24 hours. */
export interface Idempotency {
  /** The client's key, made unique per operation by the caller. */
  key: string;
  /** Of the request's body: another one under the same key is a CONFLICT. */
  fingerprint: string;
}

export interface RememberOutcome {
  status: 'created' | 'updated';
  memory: Memory;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export interface MemoryStats {
  memories: number;
  passages: number;
  /** Passages whose vector is still owed. */
  pendingEmbeddings: number;
  sessions: number;
  embeddingSpace: EmbeddingSpace | null;
}

/**
 * The memories of one tenant. Every write is one transaction that also appends its change records, and is durable
 * when its promise resolves. Memories that have expired by the adapter's clock are never returned.
 */
export abstract class MemoryStore {
  /**
   * Stores all or nothing. A `topicKey` already held in the namespace updates that memory (its id stays).
   * @throws ConflictError another embedding space than the tenant's; an idempotency key with another fingerprint.
   */
  abstract remember(
    items: readonly MemoryWrite[],
    space: EmbeddingSpace,
    idempotency?: Idempotency,
  ): Promise<RememberOutcome[]>;

  /** @throws NotFoundError */
  abstract update(id: MemoryId, patch: MemoryPatch, space: EmbeddingSpace): Promise<Memory>;

  abstract get(id: MemoryId): Promise<Memory | undefined>;

  /** Those that exist, in the order asked for. */
  abstract getMany(ids: readonly MemoryId[]): Promise<Memory[]>;

  /** Newest first by creation. @throws InvalidRequestError for a cursor that is not one of ours. */
  abstract list(filter: MemoryFilter, page: { limit: number; cursor?: string }): Promise<Page<Memory>>;

  /** Earlier states, newest first, the last 1,000. @throws NotFoundError */
  abstract history(id: MemoryId): Promise<MemoryRevision[]>;

  /** Erases the memory, its revisions and its passages. False where there was none. */
  abstract remove(id: MemoryId): Promise<boolean>;

  /**
   * Erases all that match, expired ones too; with `dryRun` only counts them.
   * @throws InvalidRequestError for a filter without a condition.
   */
  abstract removeMatching(filter: MemoryFilter, options?: { dryRun?: boolean }): Promise<number>;

  /** Erases what has expired; with `dryRun` only counts it. */
  abstract removeExpired(options?: { dryRun?: boolean; idempotency?: Idempotency }): Promise<number>;

  /** Counts an access of each. Kept in memory for some seconds and written in one go: a crash may lose those. */
  abstract touch(ids: readonly MemoryId[], at: EpochMs): void;

  abstract stats(): Promise<MemoryStats>;
}
