import type { MemoryId } from '@engram/kernel';
import type { Memory, MemoryRevision, MemoryType } from '../../../../model/memory';

/** Of the table `memory`, in the order of {@link MemoryRow}. */
export const MEMORY_COLUMNS = `row_id, id, memory_type, priority, namespace, session_id, session_order, topic_key,
  revision, timestamp, created_at, updated_at, expires_at, access_count, last_accessed_at, tags, entities, source,
  metadata, content`;

export interface MemoryRow {
  row_id: number;
  id: string;
  memory_type: string;
  priority: number;
  namespace: string;
  session_id: string | null;
  session_order: number | null;
  topic_key: string | null;
  revision: number;
  timestamp: number;
  created_at: number;
  updated_at: number;
  expires_at: number | null;
  access_count: number;
  last_accessed_at: number | null;
  tags: string;
  entities: string;
  source: string | null;
  metadata: string;
  content: string;
}

/** Most rows have none: no parser for those. */
export function listOf(json: string): string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[]);
}

export function toMemory(row: MemoryRow): Memory {
  return {
    id: row.id as MemoryId,
    content: row.content,
    memoryType: row.memory_type as MemoryType,
    priority: row.priority,
    tags: listOf(row.tags),
    entities: listOf(row.entities),
    metadata: row.metadata === '{}' ? {} : (JSON.parse(row.metadata) as Memory['metadata']),
    namespace: row.namespace,
    sessionId: row.session_id,
    sessionOrder: row.session_order,
    topicKey: row.topic_key,
    revision: row.revision,
    timestamp: row.timestamp,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    accessCount: row.access_count,
    lastAccessedAt: row.last_accessed_at,
    source: row.source,
  };
}

export interface RevisionRow {
  revision: number;
  memory_type: string;
  priority: number;
  timestamp: number;
  updated_at: number;
  tags: string;
  entities: string;
  metadata: string;
  content: string;
}

export function toRevision(row: RevisionRow): MemoryRevision {
  return {
    revision: row.revision,
    content: row.content,
    memoryType: row.memory_type as MemoryType,
    priority: row.priority,
    tags: listOf(row.tags),
    entities: listOf(row.entities),
    metadata: JSON.parse(row.metadata) as MemoryRevision['metadata'],
    timestamp: row.timestamp,
    updatedAt: row.updated_at,
  };
}
