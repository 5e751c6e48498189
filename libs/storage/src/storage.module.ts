import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { SqliteOptions } from './adapters/sqlite/sqlite.options';
import { SqliteStores } from './adapters/sqlite/sqlite-stores';
import { SqliteTenantExtensions } from './adapters/sqlite/sqlite-tenant-extensions';
import { Stores } from './ports/stores.port';
import { TenantExtensions } from './ports/tenant-extensions.port';

export { type SqliteOptions, SqliteStores, SqliteTenantExtensions };

/** Makes `Stores` and `TenantExtensions` known everywhere, and closes them when all requests have been answered. */
@Module({})
export class StorageModule implements OnApplicationShutdown {
  constructor(@Inject(Stores) private readonly stores: Stores) {}

  static forRoot(options: SqliteOptions): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [
        { provide: Stores, useFactory: () => new SqliteStores(options) },
        {
          provide: TenantExtensions,
          inject: [Stores],
          useFactory: (stores: SqliteStores) => new SqliteTenantExtensions(stores),
        },
      ],
      exports: [Stores, TenantExtensions],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stores.close();
  }
}
