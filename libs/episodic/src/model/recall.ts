import type { GraphEdge, GraphNode, Memory, MemoryFilter } from '@engram/storage';

/** A thing that a query names, with what is known of it. */
export interface NamedThing {
  node: GraphNode;
  /** From it or to it. */
  edges: GraphEdge[];
}

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
  /** In the order in which the query names them; empty without `includeGraph`. */
  graph: NamedThing[];
  /** Candidates that were ranked, beyond this page too. */
  total: number;
  /** Parts that could not answer, for example `embedding`; empty when all did. */
  degraded: string[];
}
