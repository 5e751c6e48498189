import { availableParallelism } from 'node:os';
import type { Clock, Random } from '@engram/kernel';
import type { TenantExtensionSpec, WorkerLogEntry } from '../../ports/tenant-extension.port';

export interface SqliteOptions {
  /** The data folder (`$ENGRAM_HOME`); tenants live in `tenants/` below it. */
  home: string;
  clock: Clock;
  random: Random;
  /** Threads, each owning some tenants: by default one less than there are cores, 1 to 4. */
  workers?: number;
  /** Tenants open at a time, over all threads: the least recently used one is closed. */
  maxOpen?: number;
  /** Tenants whose graph is kept ready, over all threads. */
  maxOpenGraphs?: number;
  /** Bytes that all indexes together may hold before the least recently used tenants are closed. */
  maxIndexBytes?: number;
  /** SQLite's page caches, all tenants together. */
  cacheBytes?: number;
  /** Calls that may wait for one thread: further ones are STORE_UNAVAILABLE. */
  maxQueue?: number;
  /** How long a write waits for another process before it is STORE_UNAVAILABLE. */
  busyTimeoutMs?: number;
  /** Files up to this size are read whole when first opened; of larger ones the header and the schema. */
  quickCheckBytes?: number;
  /** Pages of 4 KiB that a tenant's file may have: beyond it a write is STORE_UNAVAILABLE, as on a full disk. */
  maxPages?: number;
  /** Derived structures that live beside the rows. */
  extensions?: readonly TenantExtensionSpec[];
  /** The correlation id of the work under way: it comes back in the log entries of the threads. */
  contextProvider?: () => string | undefined;
  /** Receives what the threads have to say. */
  onLog?: (entry: WorkerLogEntry) => void;
}

/** What a worker thread is told; plain data. Limits are its share of the whole. */
export interface WorkerSettings {
  tenantsFolder: string;
  maxOpen: number;
  maxOpenGraphs: number;
  maxIndexBytes: number;
  cacheBytes: number;
  busyTimeoutMs: number;
  quickCheckBytes: number;
  maxPages: number | null;
  extensions: readonly TenantExtensionSpec[];
}

const MIB = 1024 * 1024;

export function workerCount(options: SqliteOptions): number {
  return options.workers ?? Math.min(4, Math.max(1, availableParallelism() - 1));
}

export function workerSettings(options: SqliteOptions, tenantsFolder: string): WorkerSettings {
  const share = (whole: number) => Math.max(1, Math.ceil(whole / workerCount(options)));
  return {
    tenantsFolder,
    maxOpen: share(options.maxOpen ?? 1_000),
    maxOpenGraphs: share(options.maxOpenGraphs ?? 100),
    maxIndexBytes: share(options.maxIndexBytes ?? 1024 * MIB),
    cacheBytes: share(options.cacheBytes ?? 256 * MIB),
    busyTimeoutMs: options.busyTimeoutMs ?? 5_000,
    quickCheckBytes: options.quickCheckBytes ?? 64 * MIB,
    maxPages: options.maxPages ?? null,
    extensions: options.extensions ?? [],
  };
}

/** Calls that may wait for one thread. */
export const MAX_QUEUE_DEFAULT = 10_000;
