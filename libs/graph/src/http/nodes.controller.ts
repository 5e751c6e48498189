import { Controller, Delete, Get, Patch, Put } from '@nestjs/common';
import type { BodyOf, DataOf, IdempotencyClaim, ParamsOf, QueryOf } from '@engram/http';
import { IdempotencyKey, Operation, Tenant, WireBody, WireParams, WireQuery } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { canonicalKey } from '../graph-draft';
import { NodesService } from '../nodes.service';
import * as operations from './nodes.operations';

@Controller('graph/nodes')
export class NodesController {
  constructor(private readonly nodes: NodesService) {}

  @Put()
  @Operation(operations.upsertNodeOperation)
  async upsert(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof operations.upsertNodeOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof operations.upsertNodeOperation>> {
    const { node, status } = await this.nodes.upsert(tenant, body, idempotency);
    return { ...node, status };
  }

  @Put('bulk')
  @Operation(operations.upsertNodesOperation)
  async upsertBulk(
    @Tenant() tenant: TenantId,
    @WireBody() { items, atomic }: BodyOf<typeof operations.upsertNodesOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof operations.upsertNodesOperation>> {
    const options = { atomic, ...(idempotency && { idempotency }) };
    return { results: await this.nodes.upsertBulk(tenant, items, options) };
  }

  @Get(':key')
  @Operation(operations.getNodeOperation)
  async get(
    @Tenant() tenant: TenantId,
    @WireParams() { key }: ParamsOf<typeof operations.getNodeOperation>,
    @WireQuery() { depth }: QueryOf<typeof operations.getNodeOperation>,
  ): Promise<DataOf<typeof operations.getNodeOperation>> {
    const { node, ...around } = await this.nodes.getWithEdges(tenant, canonicalKey(key), depth);
    return { ...node, ...around };
  }

  @Patch(':key')
  @Operation(operations.patchNodeOperation)
  patch(
    @Tenant() tenant: TenantId,
    @WireParams() { key }: ParamsOf<typeof operations.patchNodeOperation>,
    @WireBody() body: BodyOf<typeof operations.patchNodeOperation>,
  ): Promise<DataOf<typeof operations.patchNodeOperation>> {
    return this.nodes.patch(tenant, canonicalKey(key), body);
  }

  @Delete(':key')
  @Operation(operations.deleteNodeOperation)
  async delete(
    @Tenant() tenant: TenantId,
    @WireParams() { key }: ParamsOf<typeof operations.deleteNodeOperation>,
  ): Promise<DataOf<typeof operations.deleteNodeOperation>> {
    const { edgesDeleted } = await this.nodes.remove(tenant, canonicalKey(key));
    return { deleted: 1, edgesDeleted };
  }
}
