import { Module } from '@nestjs/common';
import { EngramConfig } from '@engram/config';
import { Clock, Random } from '@engram/kernel';
import { Stores } from '@engram/storage';
import { EdgesService } from './edges.service';
import { EntityLookupService } from './entity-lookup.service';
import { GraphDrafting } from './graph-draft';
import { GraphQueryService } from './graph-query.service';
import { NodesService } from './nodes.service';
import { SchemaService } from './schema/schema.service';

/** What is known: needs the global providers Stores, Clock, Random and EngramConfig. */
@Module({
  providers: [
    {
      provide: GraphDrafting,
      useFactory: (clock: Clock, random: Random) => new GraphDrafting(clock, random),
      inject: [Clock, Random],
    },
    {
      provide: NodesService,
      useFactory: (stores: Stores, drafting: GraphDrafting) => new NodesService(stores, drafting),
      inject: [Stores, GraphDrafting],
    },
    {
      provide: EdgesService,
      useFactory: (stores: Stores, drafting: GraphDrafting) => new EdgesService(stores, drafting),
      inject: [Stores, GraphDrafting],
    },
    {
      provide: GraphQueryService,
      useFactory: (stores: Stores) => new GraphQueryService(stores),
      inject: [Stores],
    },
    {
      provide: EntityLookupService,
      useFactory: (stores: Stores) => new EntityLookupService(stores),
      inject: [Stores],
    },
    {
      provide: SchemaService,
      useFactory: (stores: Stores, { semantic }: EngramConfig) => new SchemaService(stores, semantic.schema),
      inject: [Stores, EngramConfig],
    },
  ],
  exports: [NodesService, EdgesService, GraphQueryService, EntityLookupService, SchemaService],
})
export class GraphModule {}
