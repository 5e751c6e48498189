import { Module } from '@nestjs/common';
import { EngramConfig } from '@engram/config';
import { GraphModule } from '@engram/graph';
import { Clock, Random } from '@engram/kernel';
import { SearchModule } from '@engram/search';
import { Drafting } from './draft';
import { MemoriesService } from './memories.service';
import { PassageEmbedder } from './passage-embedder';
import { GraphContextFinder } from './recall/graph-context';
import { RecallService } from './recall.service';
import { RememberService } from './remember.service';

/** Episodic memory. Needs the global providers Stores, EmbeddingProvider, Clock, Random and EngramConfig. */
@Module({
  imports: [GraphModule, SearchModule],
  providers: [
    {
      provide: Drafting,
      inject: [Clock, Random, EngramConfig],
      useFactory: (clock: Clock, random: Random, { security }: EngramConfig) =>
        new Drafting(clock, random, security.max_content_length),
    },
    PassageEmbedder,
    GraphContextFinder,
    RememberService,
    MemoriesService,
    RecallService,
  ],
  exports: [RememberService, MemoriesService, RecallService],
})
export class EpisodicModule {}
