import { StoreUnavailableError } from '@engram/kernel';
import type { TenantId } from '@engram/kernel';
import { MAX_QUEUE_DEFAULT, type SqliteOptions, workerCount, workerSettings } from '../sqlite.options';
import { SQLITE_LIMITS } from '../sqlite.limits';
import type { Target } from './protocol';
import { WorkerClient } from './worker-client';

export interface Call {
  target: Target;
  method: string;
  args: unknown;
  transfer?: readonly ArrayBuffer[] | undefined;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** The same for all pools of a process: it depends on the code alone. */
const template: { bytes: Uint8Array | undefined } = { bytes: undefined };

/** The threads, and which of them owns which tenant. */
export class WorkerPool {
  private readonly clients: WorkerClient[];
  private readonly owners = new Map<TenantId, WorkerClient>();
  private readonly tenantsOf = new Map<WorkerClient, number>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly options: SqliteOptions,
    tenantsFolder: string,
  ) {
    const parts = {
      settings: workerSettings(options, tenantsFolder),
      maxQueue: options.maxQueue ?? MAX_QUEUE_DEFAULT,
      onLog: options.onLog ?? (() => undefined),
      onTemplate: (bytes: Uint8Array) => this.shareTemplate(bytes),
      template: () => template.bytes,
    };
    this.clients = Array.from({ length: workerCount(options) }, () => new WorkerClient(parts));
  }

  async call<Result>(tenant: TenantId, call: Call): Promise<Result> {
    if (this.closing) throw new StoreUnavailableError('the store is closed');
    const { target, method, args, transfer } = call;
    const now = this.options.clock.now();
    const context = this.options.contextProvider?.();
    const request = { tenant, target, method, args, now, context };
    return (await this.ownerOf(tenant).call(request, transfer)) as Result;
  }

  close(): Promise<void> {
    this.closing ??= Promise.all(this.clients.map((client) => client.close())).then(() => undefined);
    return this.closing;
  }

  /** A tenant stays with the thread it was first given to: its connection and its indexes are there. */
  private ownerOf(tenant: TenantId): WorkerClient {
    let owner = this.owners.get(tenant);
    if (owner) return owner;
    if (this.owners.size >= SQLITE_LIMITS.placedTenants) {
      return this.clients[hash(tenant) % this.clients.length] as WorkerClient;
    }
    owner = this.clients.reduce((best, client) => (this.weight(client) < this.weight(best) ? client : best));
    this.owners.set(tenant, owner);
    this.tenantsOf.set(owner, this.weight(owner) + 1);
    return owner;
  }

  private weight(client: WorkerClient): number {
    return this.tenantsOf.get(client) ?? 0;
  }

  private shareTemplate(bytes: Uint8Array): void {
    if (template.bytes) return;
    template.bytes = bytes;
    for (const client of this.clients) client.share(bytes);
  }
}
