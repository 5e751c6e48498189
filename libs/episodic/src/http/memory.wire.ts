import { z } from 'zod';
import { duration, jsonObject, tags, text, timestamp, uuid } from '@engram/http';
import { LIMITS } from '@engram/kernel';
import { MEMORY_TYPES } from '@engram/storage';

const memoryType = z.enum(MEMORY_TYPES);
const priority = z.int().min(LIMITS.priorityMin).max(LIMITS.priorityMax);
const entities = z.array(text({ maxChars: LIMITS.entityChars })).max(LIMITS.entities);
const namespace = text({ maxChars: LIMITS.namespaceChars });
const sessionId = text({ maxChars: LIMITS.sessionIdChars });

/** A memory as it is sent. */
export const memoryWire = z
  .strictObject({
    id: z.string(),
    content: z.string(),
    memory_type: memoryType,
    priority: z.int(),
    tags: z.array(z.string()),
    entities: z.array(z.string()),
    metadata: jsonObject(),
    namespace: z.string(),
    session_id: z.string().nullable(),
    session_order: z.int().nullable().describe('Position within its session, from 0.'),
    topic_key: z.string().nullable(),
    revision: z.int().describe('1 for a new memory, one more at every change.'),
    timestamp: timestamp().describe('When it happened.'),
    created_at: timestamp(),
    updated_at: timestamp(),
    expires_at: timestamp().nullable(),
    access_count: z.int(),
    last_accessed_at: timestamp().nullable(),
    source: z.string().nullable(),
  })
  .meta({ id: 'Memory' });

/** What a memory is made of; `content` is bounded by a setting, so the service judges its length. */
export const rememberWire = z
  .strictObject({
    content: text().describe('What to remember: 1 byte to `security.max_content_length` (10 KiB) of UTF-8.'),
    memory_type: memoryType.optional().describe('Default `fact`.'),
    priority: priority.optional().describe('1–10, default 5.'),
    tags: tags().optional(),
    entities: entities.optional().describe('Names of the people, places and things it is about.'),
    metadata: jsonObject().optional(),
    timestamp: timestamp().optional().describe('When it happened; default now.'),
    expires_in: duration().optional().describe('Forget it after this long: `2h`, `7d`.'),
    expires_at: timestamp().optional().describe('Forget it then. Not together with `expires_in`.'),
    topic_key: text({ maxChars: LIMITS.topicKeyChars })
      .optional()
      .describe('Held once per namespace: remembering under it again updates the memory.'),
    session_id: sessionId.optional().describe('The conversation it belongs to.'),
    namespace: namespace.optional(),
    source: text({ maxChars: LIMITS.sourceChars }).optional().describe('Where it comes from.'),
  })
  .meta({ id: 'Remember' });

export const memoryUpdateWire = z
  .strictObject({
    content: text().optional(),
    memory_type: memoryType.optional(),
    priority: priority.optional(),
    tags: tags().optional(),
    entities: entities.optional(),
    metadata: jsonObject().optional(),
    timestamp: timestamp().optional(),
    expires_at: timestamp().nullable().optional().describe('Null: never.'),
  })
  .meta({ id: 'MemoryUpdate' });

/** The conditions of lists, recalls and deletions. */
export const filterFields = {
  memory_type: memoryType.optional(),
  tags: tags().optional().describe('Separated by commas.'),
  tag_match: z.enum(['any', 'all']).optional().describe('Default `any`: one of the tags is enough.'),
  namespace: namespace.optional(),
  session_id: sessionId.optional(),
  since: timestamp().optional().describe('Event time, inclusive.'),
  until: timestamp().optional().describe('Event time, exclusive.'),
};

export const memoryPath = z.strictObject({ id: uuid() });

export const revisionWire = z
  .strictObject({
    revision: z.int(),
    content: z.string(),
    memory_type: memoryType,
    priority: z.int(),
    tags: z.array(z.string()),
    entities: z.array(z.string()),
    metadata: jsonObject(),
    timestamp: timestamp(),
    updated_at: timestamp().describe('When this state was written.'),
  })
  .meta({ id: 'MemoryRevision' });
