import { Module } from '@nestjs/common';
import { EngramConfig } from '@engram/config';
import { EpisodicModule, MemoriesService, RecallService, RememberService } from '@engram/episodic';
import {
  EdgesService,
  EntityLookupService,
  GraphModule,
  GraphQueryService,
  NodesService,
  SchemaService,
} from '@engram/graph';
import { Clock, Random } from '@engram/kernel';
import { LlmModule, LlmProvider } from '@engram/llm';
import { Stores } from '@engram/storage';
import { GraphLearner } from './ingest/graph-learner';
import type { IngestParts } from './ingest/ingest.service';
import { IngestService } from './ingest/ingest.service';
import { RuleExtractionService } from './ingest/rule-extraction.service';
import { SummarizeService } from './summarize.service';
import { QuestionFacts } from './think/question-facts';
import { ThinkService } from './think/think.service';

const INGEST_PARTS = Symbol('ingest parts');

/** Answers, summaries and ingestion over both memories. Needs the global providers Stores, Clock, Random and EngramConfig. */
@Module({
  imports: [EpisodicModule, GraphModule, LlmModule],
  providers: [
    {
      provide: QuestionFacts,
      inject: [EntityLookupService, GraphQueryService, SchemaService],
      useFactory: (lookup: EntityLookupService, graph: GraphQueryService, schemas: SchemaService) =>
        new QuestionFacts(lookup, graph, schemas),
    },
    {
      provide: ThinkService,
      inject: [RecallService, QuestionFacts, LlmProvider],
      useFactory: (recall: RecallService, facts: QuestionFacts, llm: LlmProvider) =>
        new ThinkService(recall, facts, llm),
    },
    {
      provide: SummarizeService,
      inject: [MemoriesService, RememberService, LlmProvider, EngramConfig],
      useFactory: (
        memories: MemoriesService,
        remember: RememberService,
        llm: LlmProvider,
        { security }: EngramConfig,
      ) => new SummarizeService(memories, remember, llm, security.max_content_length),
    },
    {
      provide: RuleExtractionService,
      inject: [SchemaService, EntityLookupService],
      useFactory: (schemas: SchemaService, lookup: EntityLookupService) =>
        new RuleExtractionService(schemas, lookup),
    },
    {
      provide: GraphLearner,
      inject: [NodesService, EdgesService, GraphQueryService],
      useFactory: (nodes: NodesService, edges: EdgesService, graph: GraphQueryService) =>
        new GraphLearner(nodes, edges, graph),
    },
    {
      provide: INGEST_PARTS,
      inject: [RememberService, RuleExtractionService, GraphLearner, LlmProvider],
      useFactory: (
        remember: RememberService,
        rules: RuleExtractionService,
        learner: GraphLearner,
        llm: LlmProvider,
      ): IngestParts => ({ remember, rules, learner, llm }),
    },
    {
      provide: IngestService,
      inject: [INGEST_PARTS, Stores, Clock, Random],
      useFactory: (parts: IngestParts, stores: Stores, clock: Clock, random: Random) =>
        new IngestService(parts, stores, clock, random),
    },
  ],
  exports: [ThinkService, SummarizeService, IngestService],
})
export class ReasoningModule {}
