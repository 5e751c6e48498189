import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { LoadOptions } from '@engram/config';
import { loadConfig } from '@engram/config';
import { MemoriesService, RecallService, RememberService } from '@engram/episodic';
import { createLogger } from '@engram/observability';
import { Stores } from '@engram/storage';
import type { EngineOptions } from './engine.module';
import { EngineModule } from './engine.module';

/** The engine opened in this process, for programs that need no server. */
export interface Engine {
  readonly stores: Stores;
  readonly remember: RememberService;
  readonly recall: RecallService;
  readonly memories: MemoriesService;
  get<Service>(token: abstract new (...dependencies: never[]) => Service): Service;
  close(): Promise<void>;
}

/** @throws ConfigError */
export async function openEngine(
  options: LoadOptions,
  given: Pick<EngineOptions, 'clock' | 'random'> = {},
): Promise<Engine> {
  const settings = loadConfig(options);
  const logger = createLogger({ ...settings.config.logging, fd: 2 });
  const context = await NestFactory.createApplicationContext(
    EngineModule.forRoot({ settings, logger, ...given }),
    {
      logger: false,
      abortOnError: false,
    },
  );
  const get: Engine['get'] = (token) => context.get(token as never, { strict: false });
  return {
    stores: get(Stores),
    remember: get(RememberService),
    recall: get(RecallService),
    memories: get(MemoriesService),
    get,
    close: () => context.close(),
  };
}
