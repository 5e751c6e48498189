import { z } from 'zod';
import type { OperationSpec } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { createMissing, edgeFields, edgePath, edgeWire, failureWire } from './graph.wire';

const TAGS = ['Graph'];

export const upsertEdgeOperation = {
  summary: 'Store an edge',
  description: 'Makes it, or updates the open edge with the same ends, relation and `valid_from`.',
  tags: TAGS,
  permission: 'graph:write',
  body: z.strictObject({ ...edgeFields, create_missing: createMissing }),
  data: edgeWire.extend({ status: z.enum(['created', 'updated']) }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  idempotent: true,
  example: {
    body: { from: 'Person:Ada', to: 'Organization:Acme', relation: 'works_at', create_missing: true },
  },
} satisfies OperationSpec;

export const upsertEdgesOperation = {
  summary: 'Store many edges',
  description: 'One transaction. With `atomic` false faulty items are left out and named, the others stored.',
  tags: TAGS,
  permission: 'graph:write',
  body: z.strictObject({
    items: z
      .array(z.strictObject(edgeFields).meta({ id: 'EdgeInput' }))
      .min(1)
      .max(LIMITS.bulkItems),
    atomic: z.boolean().default(true),
    create_missing: createMissing,
  }),
  data: z.strictObject({
    results: z.array(
      z.strictObject({
        index: z.int(),
        status: z.enum(['created', 'updated', 'failed']),
        id: z.string().optional(),
        error: failureWire.optional(),
      }),
    ),
  }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  idempotent: true,
  example: {
    body: {
      items: [{ from: 'Person:Ada', to: 'Person:Minh', relation: 'friend_of' }],
      create_missing: true,
    },
  },
} satisfies OperationSpec;

export const getEdgeOperation = {
  summary: 'One edge',
  tags: TAGS,
  permission: 'graph:read',
  params: edgePath,
  data: edgeWire,
  errors: ['NOT_FOUND'],
} satisfies OperationSpec;

export const deleteEdgeOperation = {
  summary: 'Delete an edge',
  tags: TAGS,
  permission: 'graph:write',
  params: edgePath,
  data: z.strictObject({ deleted: z.int() }),
  errors: ['NOT_FOUND'],
} satisfies OperationSpec;
