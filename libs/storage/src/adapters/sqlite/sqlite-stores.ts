import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailableError } from '@engram/kernel';
import type { TenantId } from '@engram/kernel';
import { type IntegrityReport, Stores, type TenantStores } from '../../ports/stores.port';
import { WorkerPool } from './rpc/worker-pool';
import { SqliteChangeFeed } from './sqlite-change-feed';
import { SqliteGraphStore } from './sqlite-graph-store';
import { SqliteMemoryStore } from './sqlite-memory-store';
import type { SqliteOptions } from './sqlite.options';
import { decodeTenant, tenantPaths } from './tenant-folder';
import { TouchBuffer } from './touch-buffer';

/** One SQLite file for each tenant, in `<home>/tenants`, each owned by one thread of a small pool. */
export class SqliteStores extends Stores {
  readonly pool: WorkerPool;
  private readonly tenantsFolder: string;
  private readonly touches: TouchBuffer;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: SqliteOptions) {
    super();
    this.tenantsFolder = join(options.home, 'tenants');
    this.pool = new WorkerPool(options, this.tenantsFolder);
    this.touches = new TouchBuffer(this.pool, options.onLog ?? (() => undefined));
  }

  of(tenant: TenantId): TenantStores {
    const { pool } = this;
    return {
      tenant,
      memories: new SqliteMemoryStore(tenant, pool, this.touches),
      graph: new SqliteGraphStore(tenant, pool, this.options),
      feed: new SqliteChangeFeed(tenant, pool),
      verify: () =>
        pool.call<IntegrityReport>(tenant, { target: 'tenant', method: 'verify', args: undefined }),
    };
  }

  async list(): Promise<TenantId[]> {
    if (this.closing) throw new StoreUnavailableError('the store is closed');
    let folders: string[];
    try {
      folders = await readdir(this.tenantsFolder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new StoreUnavailableError('the data folder cannot be read: check its permissions', {
        cause: error,
      });
    }
    const tenants = folders.map(decodeTenant).filter((tenant) => tenant !== undefined);
    return tenants.filter((tenant) => this.holdsSomething(tenant)).sort();
  }

  private holdsSomething(tenant: TenantId): boolean {
    const { file, marker } = tenantPaths(this.tenantsFolder, tenant);
    // One whose damaged file was set aside is still there: its calls say what happened to it.
    return existsSync(file) || existsSync(marker);
  }

  close(): Promise<void> {
    if (!this.closing) {
      // Sent before the pool refuses further calls; the pool waits for what is under way.
      const flushed = this.touches.flush();
      this.closing = Promise.all([flushed, this.pool.close()]).then(() => undefined);
    }
    return this.closing;
  }
}
