import type { TenantId } from '@engram/kernel';
import type { IndexSource } from './index-source.port';

/** What a storage thread has to say, for the service's log. */
export interface WorkerLogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  /** For operators: may hold paths, never memory content. */
  fields: Record<string, unknown>;
  /** Correlation id of the work under way. */
  context?: string | undefined;
}

export type WorkerLog = (
  level: WorkerLogEntry['level'],
  message: string,
  fields?: Record<string, unknown>,
) => void;

export interface TenantExtensionContext {
  readonly tenant: TenantId;
  /** The tenant's folder, for snapshot files; it does not exist before the tenant's first write. */
  readonly directory: string;
  readonly source: IndexSource;
  /** As configured: plain data. */
  readonly options: unknown;
  /** Goes to the service's log with the correlation id of the request being answered. Never memory content. */
  readonly log: WorkerLog;
}

/** An answer with buffers that move to the main thread instead of being copied. */
export interface TransferredAnswer {
  readonly transferred: true;
  readonly value: unknown;
  readonly transfer: readonly ArrayBuffer[];
}

/**
 * A derived structure of one open tenant. All calls are synchronous and come one at a time; an EngramError thrown
 * by {@link call} reaches the caller as it is.
 */
export interface TenantExtensionHandle {
  /** Answers one request; plain data, typed arrays or a {@link TransferredAnswer}. */
  call(method: string, args: unknown): unknown;
  /** After each commit of this process to the tenant; must be quick (the writers' answers wait for it). */
  committed?(): void;
  /** Once after changes or calls, when the thread has had nothing to do for about a second: time for a snapshot. */
  idle?(): void;
  /** Bytes held now: the least recently used tenants are closed when all together exceed the limit. */
  bytes?(): number;
  close(): void;
}

/** What a module named by a {@link TenantExtensionSpec} exports as `extension`. */
export interface TenantExtension {
  /** Called at a tenant's first call. Must not assume that the tenant has been written to. */
  open(context: TenantExtensionContext): TenantExtensionHandle;
}

/** Names an extension so that a worker thread can load it. */
export interface TenantExtensionSpec {
  name: string;
  /** Absolute path of the compiled module (`require.resolve`). */
  module: string;
  /** Plain data, cloned into each worker. */
  options?: unknown;
}
