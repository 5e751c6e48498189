import { z } from 'zod';
import type { OperationSpec } from '@engram/http';
import { limit, offset, text } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { edgeWire, nodeKey, nodeWire, subgraphFields } from './graph.wire';

const TAGS = ['Graph'];

export const queryOperation = {
  summary: 'Find nodes',
  description: 'By words of their name, type or attributes, by type, or by what they are connected to.',
  tags: TAGS,
  permission: 'graph:read',
  query: z.strictObject({
    keyword: text({ maxChars: LIMITS.queryChars })
      .optional()
      .describe('All its words must be there; case and diacritics do not matter.'),
    node_type: text({ maxChars: LIMITS.nodeTypeChars }).optional(),
    related_to: nodeKey().optional().describe('Only nodes within `depth` steps of this one.'),
    depth: z
      .int()
      .min(1)
      .max(LIMITS.queryDepth)
      .optional()
      .describe('1 to 3, default 1; needs `related_to`.'),
    offset: offset(),
    limit: limit(),
  }),
  data: z.strictObject({ ...subgraphFields, offset: z.int(), limit: z.int() }),
  errors: ['NOT_FOUND'],
  example: { query: { keyword: 'ada', limit: 10 } },
} satisfies OperationSpec;

export const pathsOperation = {
  summary: 'Ways between two nodes',
  description: 'The shortest first, whichever way the edges point.',
  tags: TAGS,
  permission: 'graph:read',
  query: z.strictObject({
    from: nodeKey(),
    to: nodeKey(),
    depth: z
      .int()
      .min(1)
      .max(LIMITS.queryDepth * 2)
      .default(LIMITS.queryDepth)
      .describe('Steps at most.'),
    limit: limit(),
  }),
  data: z.strictObject({
    paths: z.array(z.strictObject({ nodes: z.array(nodeWire), edges: z.array(edgeWire) })),
  }),
  errors: ['NOT_FOUND'],
  example: { query: { from: 'Person:Ada', to: 'Person:Minh' } },
} satisfies OperationSpec;
