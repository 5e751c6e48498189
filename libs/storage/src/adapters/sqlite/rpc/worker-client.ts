import { Worker } from 'node:worker_threads';
import { reviveError, StoreUnavailableError } from '@engram/kernel';
import type { WorkerSettings } from '../sqlite.options';
import type { FromWorker, ToWorker, WorkerReply, WorkerRequest } from './protocol';
import type { WorkerLogEntry } from '../../../ports/tenant-extension.port';

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface WorkerClientParts {
  settings: WorkerSettings;
  maxQueue: number;
  onLog: (entry: WorkerLogEntry) => void;
  /** A thread has built the empty tenant file. */
  onTemplate: (template: Uint8Array) => void;
  template: () => Uint8Array | undefined;
}

const ENTRY = require.resolve('../worker/worker.main');

/** One thread, started at its first call and again after it died; its calls in order of their ids. */
export class WorkerClient {
  private worker: Worker | undefined;
  private readonly pending = new Map<number, Pending>();
  private drained: (() => void)[] = [];
  private nextId = 1;

  constructor(private readonly parts: WorkerClientParts) {}

  get load(): number {
    return this.pending.size;
  }

  /** @throws StoreUnavailableError too many calls are waiting, or the thread died. */
  call(request: Omit<WorkerRequest, 'id'>, transfer: readonly ArrayBuffer[] = []): Promise<unknown> {
    if (this.pending.size >= this.parts.maxQueue) {
      return Promise.reject(new StoreUnavailableError('too many calls are waiting for the store; try again'));
    }
    return this.post((id) => ({ id, ...request }), transfer);
  }

  /** Waits for the calls under way, lets the thread close its tenants, and ends it. */
  async close(): Promise<void> {
    if (!this.worker) return;
    if (this.pending.size > 0) await new Promise<void>((resolve) => this.drained.push(resolve));
    const worker = this.worker;
    // A thread that dies while it closes has nothing left to lose.
    await this.post((id) => ({ id, close: true }), []).catch(() => undefined);
    this.worker = undefined;
    await worker?.terminate();
  }

  share(template: Uint8Array): void {
    this.worker?.postMessage({ template } satisfies ToWorker);
  }

  private post(message: (id: number) => ToWorker, transfer: readonly ArrayBuffer[]): Promise<unknown> {
    const worker = (this.worker ??= this.start());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      try {
        worker.postMessage(message(id), transfer);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      // A process ends when nothing is under way; a thread at rest must not keep it.
      if (this.pending.size === 0) worker.ref();
      this.pending.set(id, { resolve, reject });
    });
  }

  private start(): Worker {
    const worker = new Worker(ENTRY, { workerData: this.parts.settings, name: 'engram-store' });
    worker.unref();
    worker.on('message', (message: FromWorker) => this.receive(message));
    worker.on('error', (error) => this.died(worker, error));
    worker.on('exit', (code) => this.died(worker, new Error(`the thread ended with code ${code}`)));
    const template = this.parts.template();
    if (template) worker.postMessage({ template } satisfies ToWorker);
    return worker;
  }

  private receive(message: FromWorker): void {
    if ('log' in message) this.parts.onLog(message.log);
    else if ('template' in message) this.parts.onTemplate(message.template);
    else this.settle(message);
  }

  private settle(reply: WorkerReply): void {
    const call = this.pending.get(reply.id);
    if (!call) return;
    this.pending.delete(reply.id);
    if (reply.error) call.reject(reviveError(reply.error));
    else call.resolve(reply.value);
    if (this.pending.size === 0) this.rest();
  }

  private rest(): void {
    this.worker?.unref();
    for (const resolve of this.drained.splice(0)) resolve();
  }

  /** What was under way may or may not have been committed: the caller is told that it is unknown. */
  private died(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    const fields = { error: error.stack ?? error.message, calls: this.pending.size };
    this.parts.onLog({ level: 'error', message: 'a store thread died', fields });
    const lost = [...this.pending.values()];
    this.pending.clear();
    for (const call of lost) {
      call.reject(
        new StoreUnavailableError('the store was interrupted; try again with the same Idempotency-Key'),
      );
    }
    this.rest();
  }
}
