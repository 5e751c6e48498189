import type { EdgeId, EpochMs, MemoryId, NodeKey, WireError } from '@engram/kernel';
import type { Idempotency } from '@engram/storage';

export const EXTRACT_MODES = ['auto', 'rules', 'llm', 'none'] as const;
export type ExtractMode = (typeof EXTRACT_MODES)[number];

export const MESSAGE_ROLES = ['user', 'assistant', 'system', 'tool'] as const;
export type MessageRole = (typeof MESSAGE_ROLES)[number];

/** One turn of a conversation. */
export interface Message {
  role: MessageRole;
  content: string;
  /** Who speaks. */
  name?: string | undefined;
  timestamp?: EpochMs | undefined;
}

export interface IngestRequest {
  messages: readonly Message[];
  /** `auto`: the model where there is one, the rules otherwise. */
  extract: ExtractMode;
  /** True: nothing is stored, and the answer says what would be. */
  dryRun: boolean;
  /** The conversation they belong to; a new one by default. */
  sessionId?: string | undefined;
  namespace?: string | undefined;
  idempotency?: Idempotency | undefined;
}

/** A node that extraction found; stored unless it was a dry run. */
export interface LearnedNode {
  key: NodeKey;
  status: 'created' | 'updated' | 'found';
}

/** A fact that extraction found; stored unless it was a dry run. */
export interface LearnedEdge {
  id: EdgeId | null;
  from: NodeKey;
  relation: string;
  to: NodeKey;
  /** Said of the past only. */
  past: boolean;
  status: 'created' | 'updated' | 'found';
  /** Which messages say so, by their index. */
  messages: number[];
}

export interface ExtractionOutcome {
  /** `failed`: the messages are stored, their facts are not; replay the messages' ids. `skipped`: not asked for. */
  status: 'done' | 'failed' | 'skipped';
  method: 'rules' | 'llm' | null;
  nodes: LearnedNode[];
  edges: LearnedEdge[];
  error?: WireError;
}

export interface IngestResult {
  dryRun: boolean;
  sessionId: string;
  /** In the order of the messages; without an id in a dry run. */
  memories: { index: number; status: 'created' | 'updated' | 'found'; id: MemoryId | null }[];
  extraction: ExtractionOutcome;
}
