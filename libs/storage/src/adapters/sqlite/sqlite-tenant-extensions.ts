import type { TenantId } from '@engram/kernel';
import { TenantExtensions } from '../../ports/tenant-extensions.port';
import type { SqliteStores } from './sqlite-stores';

/** Calls extensions in the thread that owns the tenant's file. */
export class SqliteTenantExtensions extends TenantExtensions {
  constructor(private readonly stores: SqliteStores) {
    super();
  }

  call<Result>(tenant: TenantId, extension: string, method: string, args: unknown): Promise<Result> {
    const call = { target: 'extension', method: `${extension}.${method}`, args } as const;
    return this.stores.pool.call<Result>(tenant, call);
  }
}
