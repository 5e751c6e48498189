import type { EpochMs, TenantId, WireError } from '@engram/kernel';
import type { WorkerLogEntry } from '../../../ports/tenant-extension.port';

/** Which group of operations a request is about. */
export type Target = 'memory' | 'graph' | 'tenant' | 'extension';

/** One call, on its way to the thread that owns the tenant. */
export interface WorkerRequest {
  id: number;
  tenant: TenantId;
  target: Target;
  /** Of an extension: `<extension>.<method>`. */
  method: string;
  args: unknown;
  /** The main thread's clock: threads have none of their own. */
  now: EpochMs;
  /** Correlation id, for log lines. */
  context?: string | undefined;
}

/** Asks a thread to finish what it has, close every tenant and answer. */
export interface WorkerClose {
  id: number;
  close: true;
}

/** The bytes of an empty tenant file: made by one thread, shared with the others. */
export interface TemplateMessage {
  template: Uint8Array;
}

export type ToWorker = WorkerRequest | WorkerClose | TemplateMessage;

export interface WorkerReply {
  id: number;
  value?: unknown;
  error?: WireError;
}

export type FromWorker = WorkerReply | { log: WorkerLogEntry } | TemplateMessage;
