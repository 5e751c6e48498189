import { z } from 'zod';
import type { OperationSpec } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { failureWire, nodeInputWire, nodePatchWire, nodePath, nodeWire, subgraphFields } from './graph.wire';

const TAGS = ['Graph'];

export const upsertNodeOperation = {
  summary: 'Store a node',
  description: 'Makes it, or merges the attributes into the node with the same type and name.',
  tags: TAGS,
  permission: 'graph:write',
  body: nodeInputWire,
  data: nodeWire.extend({ status: z.enum(['created', 'updated']) }),
  errors: ['CONFLICT'],
  idempotent: true,
  example: { body: { type: 'Person', name: 'Ada', attributes: { role: 'engineer' } } },
} satisfies OperationSpec;

export const upsertNodesOperation = {
  summary: 'Store many nodes',
  description: 'One transaction. With `atomic` false faulty items are left out and named, the others stored.',
  tags: TAGS,
  permission: 'graph:write',
  body: z.strictObject({
    items: z.array(nodeInputWire).min(1).max(LIMITS.bulkItems),
    atomic: z.boolean().default(true),
  }),
  data: z.strictObject({
    results: z.array(
      z.strictObject({
        index: z.int(),
        status: z.enum(['created', 'updated', 'failed']),
        key: z.string().optional(),
        error: failureWire.optional(),
      }),
    ),
  }),
  errors: ['CONFLICT'],
  idempotent: true,
  example: {
    body: {
      items: [
        { type: 'Person', name: 'Ada' },
        { type: 'Organization', name: 'Acme', attributes: { industry: 'robots' } },
      ],
    },
  },
} satisfies OperationSpec;

export const getNodeOperation = {
  summary: 'One node with its edges',
  description: 'At depth 0 the node and its edges; from 1 on also the nodes within so many steps.',
  tags: TAGS,
  permission: 'graph:read',
  params: nodePath,
  query: z.strictObject({
    depth: z.int().min(0).max(LIMITS.nodeDepth).default(0).describe(`0 to ${LIMITS.nodeDepth}.`),
  }),
  data: nodeWire.extend(subgraphFields),
  errors: ['NOT_FOUND'],
  example: { params: { key: 'Person:Ada' }, query: { depth: 1 } },
} satisfies OperationSpec;

export const patchNodeOperation = {
  summary: 'Change a node',
  tags: TAGS,
  permission: 'graph:write',
  params: nodePath,
  body: nodePatchWire,
  data: nodeWire,
  errors: ['NOT_FOUND'],
  example: { params: { key: 'Person:Ada' }, body: { attributes: { role: 'architect' } } },
} satisfies OperationSpec;

export const deleteNodeOperation = {
  summary: 'Delete a node',
  description: 'Its edges go with it, in the same transaction.',
  tags: TAGS,
  permission: 'graph:write',
  params: nodePath,
  data: z.strictObject({ deleted: z.int(), edges_deleted: z.int() }),
  errors: ['NOT_FOUND'],
} satisfies OperationSpec;
