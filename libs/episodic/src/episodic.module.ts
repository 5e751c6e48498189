import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { Clock, Random } from '@engram/kernel';
import { Drafting } from './draft';
import { MemoriesService } from './memories.service';
import { PassageEmbedder } from './passage-embedder';
import { RecallService } from './recall.service';
import { RememberService } from './remember.service';

export interface EpisodicOptions {
  /** Of one memory's content, in UTF-8. */
  maxContentBytes: number;
}

/** Episodic memory over the stores, the index and the embedding provider that the composition gives. */
@Module({})
export class EpisodicModule {
  static forRoot(options: EpisodicOptions): DynamicModule {
    return {
      module: EpisodicModule,
      global: true,
      providers: [
        {
          provide: Drafting,
          inject: [Clock, Random],
          useFactory: (clock: Clock, random: Random) => new Drafting(clock, random, options.maxContentBytes),
        },
        PassageEmbedder,
        RememberService,
        MemoriesService,
        RecallService,
      ],
      exports: [RememberService, MemoriesService, RecallService],
    };
  }
}
