import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { LoadedConfig } from './config.loader';
import { EngramConfig } from './config.schema';

/** Gives every module the configuration that the process was started with: inject {@link EngramConfig}. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(loaded: Pick<LoadedConfig, 'config'>): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: EngramConfig, useValue: loaded.config }],
      exports: [EngramConfig],
    };
  }
}
