import { z } from 'zod';
import type { OperationSpec } from '@engram/http';
import { text, timestamp } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { EXTRACT_MODES, MESSAGE_ROLES } from '../model/ingest';

const TAGS = ['Reasoning'];
const CONTEXT_DEFAULT = 20;
const SUMMARY_DEFAULT = 100;

const namespace = text({ maxChars: LIMITS.namespaceChars });

const citationWire = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('memory'), id: z.string(), text: z.string() }),
    z.strictObject({ kind: z.literal('node'), key: z.string(), text: z.string() }),
    z.strictObject({ kind: z.literal('edge'), id: z.string(), text: z.string() }),
  ])
  .describe('What the answer rests on; `[n]` in it is the n-th of these.');

export const thinkOperation = {
  summary: 'Answer a question from memory',
  description:
    'Composed of what was remembered and what the graph knows, with citations. Where nothing bears on the question it says so and invents nothing.',
  tags: TAGS,
  permission: 'memory:read',
  body: z.strictObject({
    question: text({ maxChars: LIMITS.questionChars }),
    context_limit: z
      .int()
      .min(1)
      .max(LIMITS.contextMemories)
      .default(CONTEXT_DEFAULT)
      .describe('How many memories are looked at.'),
    namespace: namespace.optional(),
    model: text({ maxChars: LIMITS.namespaceChars }).optional().describe('One that the provider knows.'),
  }),
  data: z.strictObject({
    answer: z.string(),
    citations: z.array(citationWire),
    conclusions: z.array(z.string()),
    provider: z.string(),
    degraded: z.boolean().describe('True where no language model answered, or a part could not be asked.'),
  }),
  errors: ['LLM_ERROR', 'TIMEOUT'],
  example: { body: { question: 'Where does Trâm work?' } },
} satisfies OperationSpec;

export const summarizeOperation = {
  summary: 'Summarize the newest memories',
  tags: TAGS,
  permission: 'memory:admin',
  body: z.strictObject({
    count: z.int().min(1).max(LIMITS.summarizeMemories).default(SUMMARY_DEFAULT),
    save: z.boolean().default(false).describe('Whether to remember the summary too.'),
    namespace: namespace.optional(),
  }),
  data: z.strictObject({
    summary: z.string(),
    source_ids: z.array(z.string()),
    saved_id: z.string().optional(),
    provider: z.string(),
    degraded: z.boolean(),
  }),
  errors: ['LLM_ERROR', 'TIMEOUT', 'CONFLICT'],
  idempotent: true,
  example: { body: { count: 50, save: false } },
} satisfies OperationSpec;

const messageWire = z
  .strictObject({
    role: z.enum(MESSAGE_ROLES),
    content: text().describe('1 byte to `security.max_content_length` (10 KiB) of UTF-8.'),
    name: text({ maxChars: LIMITS.entityChars }).optional().describe('Who speaks.'),
    timestamp: timestamp().optional().describe('When it was said; default now.'),
  })
  .meta({ id: 'Message' });

const failureWire = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.unknown().optional(),
});

const learned = z
  .enum(['created', 'updated', 'found'])
  .describe('`found`: in a dry run, nothing was stored.');

export const ingestOperation = {
  summary: 'Take in a conversation',
  description:
    'The messages are stored first, all or none; then nodes and edges are extracted. Extraction that fails leaves the messages and says so.',
  tags: TAGS,
  permission: 'memory:write',
  body: z.strictObject({
    messages: z.array(messageWire).min(1).max(LIMITS.ingestMessages),
    extract: z
      .enum(EXTRACT_MODES)
      .default('auto')
      .describe('`auto`: a model where there is one, else rules.'),
    dry_run: z.boolean().default(false).describe('Store nothing, and tell what would be.'),
    session_id: text({ maxChars: LIMITS.sessionIdChars })
      .optional()
      .describe('The conversation they belong to; a new one by default.'),
    namespace: namespace.optional(),
  }),
  data: z.strictObject({
    dry_run: z.boolean(),
    session_id: z.string(),
    memories: z.array(z.strictObject({ index: z.int(), status: learned, id: z.string().nullable() })),
    extraction: z.strictObject({
      status: z.enum(['done', 'failed', 'skipped']),
      method: z.enum(['rules', 'llm']).nullable(),
      nodes: z.array(z.strictObject({ key: z.string(), status: learned })),
      edges: z.array(
        z.strictObject({
          id: z.string().nullable(),
          from: z.string(),
          relation: z.string(),
          to: z.string(),
          past: z.boolean().describe('Said of the past only.'),
          status: learned,
          messages: z.array(z.int()).describe('Which messages say so.'),
        }),
      ),
      error: failureWire.optional(),
    }),
  }),
  status: 201,
  errors: ['CONTENT_TOO_LARGE', 'CONFLICT', 'EMBEDDING_ERROR'],
  idempotent: true,
  example: {
    body: {
      messages: [
        { role: 'user', name: 'Trâm', content: 'Mình làm việc ở Acme và sống ở Đà Nẵng.' },
        { role: 'user', name: 'Ada', content: 'Nice! I use Notion, and I love swimming.' },
      ],
    },
  },
} satisfies OperationSpec;
