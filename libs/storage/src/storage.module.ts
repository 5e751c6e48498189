import {
  type DynamicModule,
  Inject,
  Module,
  type ModuleMetadata,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import type { SqliteOptions } from './adapters/sqlite/sqlite.options';
import { SqliteStores } from './adapters/sqlite/sqlite-stores';
import { SqliteTenantExtensions } from './adapters/sqlite/sqlite-tenant-extensions';
import { Stores } from './ports/stores.port';
import { TenantExtensions } from './ports/tenant-extensions.port';

const STORAGE_OPTIONS = Symbol('storage options');

export interface StorageModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  inject?: readonly (string | symbol | (abstract new (...args: never[]) => unknown))[];
  useFactory: (...injected: never[]) => SqliteOptions | Promise<SqliteOptions>;
}

/** Makes `Stores` and `TenantExtensions` known everywhere, and closes them when all requests have been answered. */
@Module({})
export class StorageModule implements OnApplicationShutdown {
  constructor(@Inject(Stores) private readonly stores: Stores) {}

  static forRoot(options: SqliteOptions): DynamicModule {
    return this.assemble({ provide: STORAGE_OPTIONS, useValue: options });
  }

  /** For options that come from another module. */
  static forRootAsync(options: StorageModuleAsyncOptions): DynamicModule {
    const provider = {
      provide: STORAGE_OPTIONS,
      inject: [...(options.inject ?? [])],
      useFactory: options.useFactory as (...injected: unknown[]) => SqliteOptions | Promise<SqliteOptions>,
    };
    return { ...this.assemble(provider), imports: options.imports ?? [] };
  }

  private static assemble(options: Provider): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [
        options,
        {
          provide: Stores,
          inject: [STORAGE_OPTIONS],
          useFactory: (given: SqliteOptions) => new SqliteStores(given),
        },
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
