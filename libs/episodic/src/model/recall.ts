import type { GraphEdge, GraphNode, Memory, MemoryFilter } from '@engram/storage';

export interface RecallQuery {
  query: string;
  limit: number;
  offset?: number;
  filter?: MemoryFilter;
  /** Results scored lower are left out; scores lie in 0–1. */
  minScore?: number;
  /** Whether to add what the graph knows of the things named in the query. */
  includeGraph?: boolean;
  /** Whether each result says what its score is made of. */
  explain?: boolean;
}

/** The parts of a score; they add up to it. */
export interface Why {
  vector: number;
  text: number;
  graph: number;
  recency: number;
  priority: number;
}

export interface RecallHit {
  memory: Memory;
  /** 0–1, comparable within one answer. */
  score: number;
  /** The stretch of a long memory that matched; UTF-16 offsets. */
  passage?: { start: number; end: number };
  why?: Why;
}

export interface RecallResult {
  results: RecallHit[];
  graph: { nodes: GraphNode[]; edges: GraphEdge[] };
  /** Candidates that were ranked, beyond this page too. */
  total: number;
  /** Parts that could not answer, for example `embedding`; empty when all did. */
  degraded: string[];
}
