import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import type { BodyOf, DataOf, IdempotencyClaim, ParamsOf, QueryOf } from '@engram/http';
import { IdempotencyKey, Operation, Tenant, WireBody, WireParams, WireQuery } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { InvalidRequestError, parseMemoryId } from '@engram/kernel';
import { MemoriesService } from '../memories.service';
import * as operations from './memories.operations';
import { filterOf } from './memory-input';

@Controller()
export class MemoriesController {
  constructor(private readonly service: MemoriesService) {}

  @Get('memories')
  @Operation(operations.listOperation)
  list(
    @Tenant() tenant: TenantId,
    @WireQuery() query: QueryOf<typeof operations.listOperation>,
  ): Promise<DataOf<typeof operations.listOperation>> {
    const { limit, cursor } = query;
    return this.service.list(tenant, filterOf(query), { limit, ...(cursor !== undefined && { cursor }) });
  }

  @Get('memories/:id')
  @Operation(operations.getOperation)
  get(
    @Tenant() tenant: TenantId,
    @WireParams() { id }: ParamsOf<typeof operations.getOperation>,
  ): Promise<DataOf<typeof operations.getOperation>> {
    return this.service.get(tenant, parseMemoryId(id));
  }

  @Patch('memories/:id')
  @Operation(operations.updateOperation)
  update(
    @Tenant() tenant: TenantId,
    @WireParams() { id }: ParamsOf<typeof operations.updateOperation>,
    @WireBody() body: BodyOf<typeof operations.updateOperation>,
  ): Promise<DataOf<typeof operations.updateOperation>> {
    return this.service.update(tenant, parseMemoryId(id), body);
  }

  @Get('memories/:id/history')
  @Operation(operations.historyOperation)
  async history(
    @Tenant() tenant: TenantId,
    @WireParams() { id }: ParamsOf<typeof operations.historyOperation>,
  ): Promise<DataOf<typeof operations.historyOperation>> {
    return { revisions: await this.service.history(tenant, parseMemoryId(id)) };
  }

  @Delete('memories/:id')
  @Operation(operations.deleteOperation)
  async delete(
    @Tenant() tenant: TenantId,
    @WireParams() { id }: ParamsOf<typeof operations.deleteOperation>,
  ): Promise<DataOf<typeof operations.deleteOperation>> {
    await this.service.remove(tenant, parseMemoryId(id));
    return { deleted: 1 };
  }

  @Delete('memories')
  @Operation(operations.deleteMatchingOperation)
  async deleteMatching(
    @Tenant() tenant: TenantId,
    @WireQuery() query: QueryOf<typeof operations.deleteMatchingOperation>,
  ): Promise<DataOf<typeof operations.deleteMatchingOperation>> {
    const { confirm, dryRun } = query;
    if (!confirm && !dryRun) {
      throw new InvalidRequestError('a deletion by filter needs confirm=true; dry_run=true counts first', [
        { path: 'confirm', message: 'must be true' },
      ]);
    }
    return { deleted: await this.service.removeMatching(tenant, filterOf(query), { dryRun }) };
  }

  @Post('cleanup')
  @Operation(operations.cleanupOperation)
  async cleanup(
    @Tenant() tenant: TenantId,
    @WireQuery() { dryRun }: QueryOf<typeof operations.cleanupOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof operations.cleanupOperation>> {
    const options = { dryRun, ...(idempotency && { idempotency }) };
    return { deleted: await this.service.cleanup(tenant, options) };
  }
}
