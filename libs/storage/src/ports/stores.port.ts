import type { EpochMs, TenantId } from '@engram/kernel';
import type { GraphStore } from './graph-store.port';
import type { MemoryStore } from './memory-store.port';

/** Position in a tenant's change feed: 0 before the first change. */
export type Sequence = number;

export interface Change {
  sequence: Sequence;
  entity: 'memory' | 'node' | 'edge';
  /** Memory id, node key or edge id. */
  entityId: string;
  operation: 'create' | 'update' | 'delete';
  at: EpochMs;
}

/** What followers read: every committed change of a tenant, in order, none twice. */
export abstract class ChangeFeed {
  /** Of the last committed change, by whatever process. */
  abstract sequence(): Promise<Sequence>;
  abstract after(sequence: Sequence, limit: number): Promise<Change[]>;
}

export interface IntegrityReport {
  healthy: boolean;
  /** What is wrong, in words for an operator; empty when healthy. */
  problems: string[];
  schemaVersion: number;
}

/** All that is stored for one tenant. */
export interface TenantStores {
  readonly tenant: TenantId;
  readonly memories: MemoryStore;
  readonly graph: GraphStore;
  readonly feed: ChangeFeed;
  /** Reads every page and compares rows with their derived tables. */
  verify(): Promise<IntegrityReport>;
}

/** The way to every store: there is none without a tenant. */
export abstract class Stores {
  /** Cheap: opens nothing by itself. The first write makes the tenant. */
  abstract of(tenant: TenantId): TenantStores;
  /** Tenants that hold something, in order of their ids. */
  abstract list(): Promise<TenantId[]>;
  /** Waits for writes under way, then closes. Calls after it are STORE_UNAVAILABLE. */
  abstract close(): Promise<void>;
}
