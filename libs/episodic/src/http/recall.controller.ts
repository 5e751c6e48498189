import { Controller, Get, Post } from '@nestjs/common';
import type { BodyOf, DataOf, QueryOf } from '@engram/http';
import { Operation, Tenant, WireBody, WireQuery } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { RecallService } from '../recall.service';
import { filterOf } from './memory-input';
import { recallByBodyOperation, recallOperation } from './recall.operations';

@Controller()
export class RecallController {
  constructor(private readonly service: RecallService) {}

  @Get('recall')
  @Operation(recallOperation)
  recall(
    @Tenant() tenant: TenantId,
    @WireQuery() query: QueryOf<typeof recallOperation>,
  ): Promise<DataOf<typeof recallOperation>> {
    return this.answer(tenant, query);
  }

  @Post('recall')
  @Operation(recallByBodyOperation)
  recallByBody(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof recallByBodyOperation>,
  ): Promise<DataOf<typeof recallOperation>> {
    return this.answer(tenant, body);
  }

  private async answer(
    tenant: TenantId,
    fields: QueryOf<typeof recallOperation>,
  ): Promise<DataOf<typeof recallOperation>> {
    const { query, limit, offset, minScore, includeGraph, explain } = fields;
    const found = await this.service.recall(tenant, {
      query,
      limit,
      offset,
      includeGraph,
      explain,
      filter: filterOf(fields),
      ...(minScore !== undefined && { minScore }),
    });
    return {
      results: found.results.map(({ memory, ...hit }) => ({ ...memory, ...hit })),
      graphResults: found.graph.map(({ node, edges }) => ({ ...node, edges })),
      total: found.total,
      offset,
      limit,
      degraded: found.degraded,
    };
  }
}
