import { Controller, Get } from '@nestjs/common';
import type { DataOf, QueryOf } from '@engram/http';
import { Operation, Tenant, WireQuery } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { canonicalKey } from '../graph-draft';
import { GraphQueryService } from '../graph-query.service';
import * as operations from './query.operations';

@Controller()
export class GraphQueryController {
  constructor(private readonly graph: GraphQueryService) {}

  @Get('query')
  @Operation(operations.queryOperation)
  async query(
    @Tenant() tenant: TenantId,
    @WireQuery() { relatedTo, ...query }: QueryOf<typeof operations.queryOperation>,
  ): Promise<DataOf<typeof operations.queryOperation>> {
    const found = await this.graph.query(tenant, {
      ...query,
      ...(relatedTo !== undefined && { relatedTo: canonicalKey(relatedTo) }),
    });
    return { ...found, offset: query.offset, limit: query.limit };
  }

  @Get('graph/paths')
  @Operation(operations.pathsOperation)
  async paths(
    @Tenant() tenant: TenantId,
    @WireQuery() { from, to, depth, limit }: QueryOf<typeof operations.pathsOperation>,
  ): Promise<DataOf<typeof operations.pathsOperation>> {
    const ends = { from: canonicalKey(from), to: canonicalKey(to) };
    return { paths: await this.graph.paths(tenant, ends, { maxDepth: depth, limit }) };
  }
}
