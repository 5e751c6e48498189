import { Module } from '@nestjs/common';
import { GraphModule } from '../graph.module';
import { EdgesController } from './edges.controller';
import { GraphQueryController } from './graph-query.controller';
import { NodesController } from './nodes.controller';

export { edgeWire, nodeWire } from './graph.wire';

/** The doors of the graph. */
@Module({
  imports: [GraphModule],
  controllers: [NodesController, EdgesController, GraphQueryController],
})
export class GraphHttpModule {}
