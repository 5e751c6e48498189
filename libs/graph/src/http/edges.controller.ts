import { Controller, Delete, Get, Put } from '@nestjs/common';
import type { BodyOf, DataOf, IdempotencyClaim, ParamsOf } from '@engram/http';
import { IdempotencyKey, Operation, Tenant, WireBody, WireParams } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { parseEdgeId, parseMemoryId } from '@engram/kernel';
import { EdgesService } from '../edges.service';
import type { EdgeInput } from '../model/graph-input';
import * as operations from './edges.operations';

@Controller('graph/edges')
export class EdgesController {
  constructor(private readonly edges: EdgesService) {}

  @Put()
  @Operation(operations.upsertEdgeOperation)
  async upsert(
    @Tenant() tenant: TenantId,
    @WireBody() { createMissing, ...edge }: BodyOf<typeof operations.upsertEdgeOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof operations.upsertEdgeOperation>> {
    const outcome = await this.edges.upsert(tenant, edgeInputOf(edge), {
      createMissing,
      ...(idempotency && { idempotency }),
    });
    return { ...outcome.edge, status: outcome.status };
  }

  @Put('bulk')
  @Operation(operations.upsertEdgesOperation)
  async upsertBulk(
    @Tenant() tenant: TenantId,
    @WireBody() { items, ...options }: BodyOf<typeof operations.upsertEdgesOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof operations.upsertEdgesOperation>> {
    const results = await this.edges.upsertBulk(tenant, items.map(edgeInputOf), {
      ...options,
      ...(idempotency && { idempotency }),
    });
    return { results };
  }

  @Get(':id')
  @Operation(operations.getEdgeOperation)
  get(
    @Tenant() tenant: TenantId,
    @WireParams() { id }: ParamsOf<typeof operations.getEdgeOperation>,
  ): Promise<DataOf<typeof operations.getEdgeOperation>> {
    return this.edges.get(tenant, parseEdgeId(id));
  }

  @Delete(':id')
  @Operation(operations.deleteEdgeOperation)
  async delete(
    @Tenant() tenant: TenantId,
    @WireParams() { id }: ParamsOf<typeof operations.deleteEdgeOperation>,
  ): Promise<DataOf<typeof operations.deleteEdgeOperation>> {
    await this.edges.remove(tenant, parseEdgeId(id));
    return { deleted: 1 };
  }
}

type WireEdge = Omit<BodyOf<typeof operations.upsertEdgeOperation>, 'createMissing'>;

function edgeInputOf({ provenance, ...edge }: WireEdge): EdgeInput {
  return { ...edge, ...(provenance && { provenance: provenance.map(parseMemoryId) }) };
}
