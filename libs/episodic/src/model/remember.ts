import type { EpochMs, MemoryId, WireError } from '@engram/kernel';
import type { JsonObject, Memory, MemoryType } from '@engram/storage';

/** What a caller gives to be remembered; all but the content has a default. */
export interface RememberInput {
  content: string;
  memoryType?: MemoryType | undefined;
  priority?: number | undefined;
  tags?: string[] | undefined;
  entities?: string[] | undefined;
  metadata?: JsonObject | undefined;
  /** When it happened; now by default. */
  timestamp?: EpochMs | undefined;
  expiresAt?: EpochMs | undefined;
  /** Held once per namespace: remembering under it again updates. */
  topicKey?: string | undefined;
  sessionId?: string | undefined;
  namespace?: string | undefined;
  source?: string | undefined;
}

export interface BulkOptions {
  /** True: one faulty item refuses all. False: the good ones are stored. */
  atomic: boolean;
}

/** What became of one item of a bulk request. */
export type BulkOutcome =
  | { index: number; status: 'created' | 'updated'; id: MemoryId; memory: Memory }
  | { index: number; status: 'failed'; error: WireError };

/** What an update changes; what is left out stays. */
export interface MemoryUpdate {
  content?: string | undefined;
  memoryType?: MemoryType | undefined;
  priority?: number | undefined;
  tags?: string[] | undefined;
  entities?: string[] | undefined;
  metadata?: JsonObject | undefined;
  timestamp?: EpochMs | undefined;
  /** Null: never expires. */
  expiresAt?: EpochMs | null | undefined;
}
