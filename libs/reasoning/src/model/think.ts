import type { EdgeId, MemoryId, NodeKey } from '@engram/kernel';

export interface ThinkQuery {
  question: string;
  /** Memories that are looked at: 1 to `LIMITS.contextMemories`. */
  contextLimit: number;
  /** Only memories of this namespace; all by default. */
  namespace?: string | undefined;
  /** One that the provider knows; its own choice by default. */
  model?: string | undefined;
}

/** What an answer rests on. */
export type ThinkCitation =
  | { kind: 'memory'; id: MemoryId; text: string }
  | { kind: 'node'; key: NodeKey; text: string }
  | { kind: 'edge'; id: EdgeId; text: string };

export interface Thought {
  /** With markers: `[n]` is `citations[n - 1]`. */
  answer: string;
  citations: ThinkCitation[];
  /** One sentence each, with the same markers. */
  conclusions: string[];
  /** Who composed the answer. */
  provider: string;
  /** True where no language model did, or a part of the memory could not be asked. */
  degraded: boolean;
}
