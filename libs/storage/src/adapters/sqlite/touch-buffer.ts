import type { EpochMs, MemoryId, TenantId } from '@engram/kernel';
import { SQLITE_LIMITS } from './sqlite.limits';
import type { WorkerPool } from './rpc/worker-pool';
import type { Touch } from './worker/memory/remove.operation';
import type { WorkerLogEntry } from '../../ports/tenant-extension.port';

interface Accesses {
  count: number;
  at: EpochMs;
}

/**
 * Counts accesses in memory and writes them every few seconds in one transaction for each tenant: a recall that
 * reads ten memories must not cost a sync of the disk.
 */
export class TouchBuffer {
  private readonly tenants = new Map<TenantId, Map<MemoryId, Accesses>>();
  private counted = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: WorkerPool,
    private readonly onLog: (entry: WorkerLogEntry) => void,
  ) {}

  add(tenant: TenantId, ids: readonly MemoryId[], at: EpochMs): void {
    let accesses = this.tenants.get(tenant);
    if (!accesses) this.tenants.set(tenant, (accesses = new Map()));
    for (const id of ids) {
      const held = accesses.get(id);
      if (!held) this.counted += 1;
      accesses.set(id, { count: (held?.count ?? 0) + 1, at: Math.max(held?.at ?? at, at) });
    }
    if (this.counted >= SQLITE_LIMITS.touchedMemories) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), SQLITE_LIMITS.touchFlushMs).unref();
  }

  /** What cannot be written is dropped: these are hints for ranking, not data. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const flushed = [...this.tenants];
    this.tenants.clear();
    this.counted = 0;
    await Promise.all(flushed.map(([tenant, accesses]) => this.write(tenant, accesses)));
  }

  private async write(tenant: TenantId, accesses: Map<MemoryId, Accesses>): Promise<void> {
    const args = [...accesses].map(([id, { count, at }]): Touch => [id, count, at]);
    try {
      await this.pool.call(tenant, { target: 'memory', method: 'touch', args });
    } catch (error) {
      const fields = { tenant, memories: args.length, error: String(error) };
      this.onLog({ level: 'warn', message: 'access counts were not written', fields });
    }
  }
}
