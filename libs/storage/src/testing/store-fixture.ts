import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, parseTenantId, SystemRandom } from '@engram/kernel';
import type { TenantId } from '@engram/kernel';
import type { SqliteOptions } from '../adapters/sqlite/sqlite.options';
import { SqliteStores } from '../adapters/sqlite/sqlite-stores';
import { tenantPaths } from '../adapters/sqlite/tenant-folder';
import type { WorkerLogEntry } from '../ports/tenant-extension.port';

/** SQLite stores on a folder of their own, with a clock that stands still. */
export class StoreFixture {
  readonly home = mkdtempSync(join(tmpdir(), 'engram-store-'));
  readonly clock = new ManualClock();
  readonly log: WorkerLogEntry[] = [];
  private readonly opened: SqliteStores[] = [];

  /** Called twice it gives two stores on one folder, as two processes have them. */
  open(options: Partial<SqliteOptions> = {}): SqliteStores {
    const stores = new SqliteStores({
      home: this.home,
      clock: this.clock,
      random: new SystemRandom(),
      workers: 1,
      onLog: (entry) => this.log.push(entry),
      ...options,
    });
    this.opened.push(stores);
    return stores;
  }

  /** Paths of a tenant's file and what lies beside it. */
  paths(tenant: TenantId) {
    return tenantPaths(join(this.home, 'tenants'), tenant);
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map((stores) => stores.close()));
    rmSync(this.home, { recursive: true, force: true });
  }
}

let made = 0;

/** A tenant that no other test uses. */
export function freshTenant(): TenantId {
  made += 1;
  return parseTenantId(`Tenant-${made}`);
}
