import type { EpochMs, MemoryId } from '@engram/kernel';

export const MEMORY_TYPES = [
  'fact',
  'decision',
  'preference',
  'todo',
  'error',
  'context',
  'workflow',
] as const;
export type MemoryType = (typeof MEMORY_TYPES)[number];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The namespace of a memory that names none. */
export const DEFAULT_NAMESPACE = 'default';

/** One episode: what was said, decided or done. */
export interface Memory {
  id: MemoryId;
  content: string;
  memoryType: MemoryType;
  priority: number;
  tags: string[];
  entities: string[];
  metadata: JsonObject;
  namespace: string;
  sessionId: string | null;
  /** Position within its session, from 0, given by the store. */
  sessionOrder: number | null;
  /** Unique within its namespace: a second memory under the same key updates the first. */
  topicKey: string | null;
  /** 1 for a new memory, one more at every change. */
  revision: number;
  /** When it happened. */
  timestamp: EpochMs;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  expiresAt: EpochMs | null;
  accessCount: number;
  lastAccessedAt: EpochMs | null;
  /** Which message or call it came from. */
  source: string | null;
}

/** A stretch of a memory's content that is embedded and searched by itself. */
export interface Passage {
  /** UTF-16 offsets into the content, end exclusive. */
  start: number;
  end: number;
  /** Null while the embedding provider owes it. */
  vector: Float32Array | null;
}

/** Which vectors may be compared with each other. */
export interface EmbeddingSpace {
  provider: string;
  model: string;
  dimensions: number;
  version: number;
}

/** A memory ready to be stored; the store adds session order, revision and the access fields. */
export interface MemoryWrite extends Omit<
  Memory,
  'sessionOrder' | 'revision' | 'createdAt' | 'updatedAt' | 'accessCount' | 'lastAccessedAt'
> {
  passages: Passage[];
}

/** What an update replaces; what is left out stays. New content comes with its passages. */
export interface MemoryPatch {
  content?: { text: string; passages: Passage[] };
  memoryType?: MemoryType;
  priority?: number;
  tags?: string[];
  entities?: string[];
  metadata?: JsonObject;
  timestamp?: EpochMs;
  expiresAt?: EpochMs | null;
}

/** An earlier state of a memory, kept when it was changed. */
export interface MemoryRevision {
  revision: number;
  content: string;
  memoryType: MemoryType;
  priority: number;
  tags: string[];
  entities: string[];
  metadata: JsonObject;
  timestamp: EpochMs;
  /** When this state was written. */
  updatedAt: EpochMs;
}

/** Which memories a list, a recall or a deletion is about: all given conditions must hold. */
export interface MemoryFilter {
  memoryType?: MemoryType;
  tags?: string[];
  /** `any` (default): one of the tags is enough. */
  tagMatch?: 'any' | 'all';
  namespace?: string;
  sessionId?: string;
  /** Event time, inclusive. */
  since?: EpochMs;
  /** Event time, exclusive. */
  until?: EpochMs;
}
