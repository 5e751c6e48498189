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
import { IngestService } from './ingest/ingest.service';
import { RuleExtractionService } from './ingest/rule-extraction.service';
import { SummarizeService } from './summarize.service';
import { QuestionFacts } from './think/question-facts';
import { ThinkService } from './think/think.service';

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
      provide: IngestService,
      inject: [RememberService, RuleExtractionService, GraphLearner, LlmProvider, Stores, Clock, Random],
      // eslint-disable-next-line max-params -- the one place where the parts meet
      useFactory: (
        remember: RememberService,
        rules: RuleExtractionService,
        learner: GraphLearner,
        llm: LlmProvider,
        stores: Stores,
        clock: Clock,
        random: Random,
      ) => new IngestService({ remember, rules, learner, llm, stores }, clock, random),
    },
  ],
  exports: [ThinkService, SummarizeService, IngestService],
})
export class ReasoningModule {}
