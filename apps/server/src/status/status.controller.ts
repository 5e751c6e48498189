import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { StatusService } from '@engram/engine';
import type { DataOf, OperationSpec } from '@engram/http';
import { Operation, Tenant } from '@engram/http';
import type { TenantId } from '@engram/kernel';

const count = z.int().min(0);

const statusOperation = {
  summary: 'What the tenant holds',
  description: 'Counts, embedding space, how far the index is behind the rows, versions.',
  tags: ['Operations'],
  permission: 'memory:read',
  data: z.strictObject({
    tenant: z.string(),
    version: z.string(),
    memories: count,
    passages: count,
    pending_embeddings: count.describe('Passages whose vector is still owed.'),
    sessions: count,
    nodes: count,
    edges: count,
    nodes_by_type: z.record(z.string(), count),
    edges_by_relation: z.record(z.string(), count),
    embedding_space: z
      .strictObject({ provider: z.string(), model: z.string(), dimensions: z.int(), version: z.int() })
      .nullable(),
    sequence: count.describe('Of the last committed change.'),
    index: z.strictObject({
      documents: count,
      terms: count,
      bytes: count,
      sequence: count.describe('Of the last change that the index holds.'),
      lag: count.describe('Changes that the index has yet to take in; it does so before it answers.'),
    }),
  }),
} satisfies OperationSpec;

@Controller()
export class StatusController {
  constructor(private readonly service: StatusService) {}

  @Get('status')
  @Operation(statusOperation)
  status(@Tenant() tenant: TenantId): Promise<DataOf<typeof statusOperation>> {
    return this.service.status(tenant);
  }
}
