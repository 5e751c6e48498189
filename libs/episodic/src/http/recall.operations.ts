import { z } from 'zod';
import { edgeWire, nodeWire } from '@engram-http/graph';
import type { OperationSpec } from '@engram/http';
import { limit, offset, text } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { filterFields, memoryWire } from './memory.wire';

const share = z.number().min(0).max(1);

const recallFields = {
  query: text({ maxChars: LIMITS.queryChars }).describe('What to look for, in any language.'),
  ...filterFields,
  limit: limit(),
  offset: offset(),
  min_score: share.optional().describe('Results scored lower are left out.'),
  include_graph: z.boolean().default(true).describe('Add what the graph knows of the things named.'),
  explain: z.boolean().default(false).describe('Say what each score is made of.'),
};

const recallWire = z.strictObject({
  results: z.array(
    memoryWire.extend({
      score: share,
      passage: z
        .strictObject({ start: z.int(), end: z.int() })
        .optional()
        .describe('The stretch of a long memory that matched; UTF-16 offsets.'),
      why: z
        .strictObject({ vector: share, text: share, graph: share, recency: share, priority: share })
        .optional()
        .describe('The parts of the score; they add up to it.'),
    }),
  ),
  graph_results: z
    .array(nodeWire.extend({ edges: z.array(edgeWire).describe('From it or to it.') }))
    .describe('The things that the query names, with what the graph knows of them.'),
  total: z.int().describe('Candidates that were ranked, beyond this page too.'),
  offset: z.int(),
  limit: z.int(),
  degraded: z.array(z.string()).describe('Parts that could not answer; empty when all did.'),
});

const common = {
  tags: ['Memories'],
  permission: 'memory:read' as const,
  data: recallWire,
};

export const recallOperation = {
  ...common,
  summary: 'Find memories by meaning and by words',
  description: 'A memory written is found by the very next recall. Filters are applied before ranking.',
  query: z.strictObject(recallFields),
  example: { query: { query: 'where does Trâm live now?', limit: 5, explain: true } },
} satisfies OperationSpec;

export const recallByBodyOperation = {
  ...common,
  summary: 'Find memories, with the query in a body',
  description: 'The same as `GET /recall`, for queries too long for an address.',
  body: z.strictObject(recallFields),
  example: { body: { query: 'where does Trâm live now?', limit: 5, tags: ['people'] } },
} satisfies OperationSpec;
