import { z } from 'zod';
import type { OperationSpec } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { memoryWire, rememberWire } from './memory.wire';

const TAGS = ['Memories'];

export const rememberOperation = {
  summary: 'Remember something',
  description:
    'The answer means that it is durable and that the next recall finds it. A `topic_key` already held is updated.',
  tags: TAGS,
  permission: 'memory:write',
  body: rememberWire,
  data: memoryWire,
  status: 201,
  errors: ['CONFLICT', 'EMBEDDING_ERROR'],
  idempotent: true,
  example: {
    body: {
      content: 'Trâm moved to Đà Nẵng in March and works from the office near the Dragon Bridge.',
      memory_type: 'fact',
      tags: ['people'],
      entities: ['Trâm', 'Đà Nẵng'],
      session_id: 'chat-1',
    },
  },
} satisfies OperationSpec;

const outcomeWire = z.strictObject({
  index: z.int(),
  status: z.enum(['created', 'updated', 'failed']),
  id: z.string().optional(),
  error: z
    .strictObject({ code: z.string(), message: z.string(), details: z.unknown().optional() })
    .optional(),
});

export const rememberBulkOperation = {
  summary: 'Remember many things at once',
  description:
    'One transaction. With `atomic` false the faulty items are left out and named, the others stored.',
  tags: TAGS,
  permission: 'memory:write',
  body: z.strictObject({
    items: z.array(rememberWire).min(1).max(LIMITS.bulkItems),
    atomic: z.boolean().default(true),
  }),
  data: z.strictObject({ results: z.array(outcomeWire) }),
  status: 201,
  errors: ['CONFLICT', 'EMBEDDING_ERROR'],
  idempotent: true,
  example: {
    body: {
      items: [
        { content: 'Minh prefers PostgreSQL.', memory_type: 'preference', session_id: 'chat-1' },
        { content: 'The demo is on Friday at ten.', memory_type: 'todo', priority: 8 },
      ],
    },
  },
} satisfies OperationSpec;
