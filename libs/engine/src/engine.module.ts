import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import type { LoadedConfig } from '@engram/config';
import { ConfigModule } from '@engram/config';
import { EmbeddingModule } from '@engram/embedding';
import { EpisodicModule } from '@engram/episodic';
import { GraphModule } from '@engram/graph';
import { Clock, Random, SystemClock, SystemRandom } from '@engram/kernel';
import { LlmModule } from '@engram/llm';
import type { Logger } from '@engram/observability';
import { ObservabilityModule } from '@engram/observability';
import { ReasoningModule } from '@engram/reasoning';
import { correlationId, onBehalfOf } from '@engram/request-context';
import { SEARCH_EXTENSION, SearchModule } from '@engram/search';
import type { WorkerLogEntry } from '@engram/storage';
import { StorageModule } from '@engram/storage';
import { StatusService } from './status/status.service';

export interface EngineOptions {
  settings: Pick<LoadedConfig, 'config' | 'home'>;
  logger: Logger;
  clock?: Clock;
  random?: Random;
}

/** The whole memory without a door: the server, the command line, benches and tests all open this one. */
@Module({})
export class EngineModule {
  static forRoot({ settings, logger, ...given }: EngineOptions): DynamicModule {
    const { config, home } = settings;
    const clock = given.clock ?? new SystemClock();
    const random = given.random ?? new SystemRandom();
    return {
      module: EngineModule,
      global: true,
      imports: [
        ConfigModule.forRoot(settings),
        ObservabilityModule.forRoot(logger),
        StorageModule.forRoot({
          home,
          clock,
          random,
          workers: config.episodic.workers,
          maxOpen: config.episodic.max_open,
          maxOpenGraphs: config.semantic.max_open_graphs,
          busyTimeoutMs: config.episodic.busy_timeout_ms,
          extensions: [SEARCH_EXTENSION],
          contextProvider: correlationId,
          onLog: (entry) => writeEntry(logger, entry),
        }),
        EmbeddingModule.forRoot({
          provider: config.embedding.provider,
          dimensions: config.embedding.dimensions,
        }),
        SearchModule,
        EpisodicModule,
        GraphModule,
        LlmModule,
        ReasoningModule,
      ],
      providers: [{ provide: Clock, useValue: clock }, { provide: Random, useValue: random }, StatusService],
      exports: [Clock, Random, StatusService],
    };
  }
}

/** A line of a worker thread keeps the correlation id of the request that it served. */
function writeEntry(logger: Logger, { level, message, fields, context }: WorkerLogEntry): void {
  onBehalfOf(context, () => logger[level](fields, message));
}
