import type { EdgeId, EpochMs, MemoryId, NodeKey, WireError } from '@engram/kernel';
import type { GraphEdge, GraphNode, JsonObject } from '@engram/storage';

/** What a caller gives to be known. */
export interface NodeInput {
  type: string;
  name: string;
  /** Labels beside the type. */
  labels?: string[] | undefined;
  /** Merged into those of a node already known; null removes one. */
  attributes?: JsonObject | undefined;
}

/** Two nodes that stand in a relation. */
export interface EdgeInput {
  /** Node keys, `Type:Name`. */
  from: string;
  to: string;
  relation: string;
  weight?: number | undefined;
  attributes?: JsonObject | undefined;
  validFrom?: EpochMs | null | undefined;
  validTo?: EpochMs | null | undefined;
  provenance?: MemoryId[] | undefined;
}

export interface NodePatch {
  attributes?: JsonObject | undefined;
  labels?: string[] | undefined;
}

interface Failed {
  index: number;
  status: 'failed';
  error: WireError;
}

/** What became of one item of a bulk request. */
export type NodeBulkOutcome =
  { index: number; status: 'created' | 'updated'; key: NodeKey; node: GraphNode } | Failed;
export type EdgeBulkOutcome =
  { index: number; status: 'created' | 'updated'; id: EdgeId; edge: GraphEdge } | Failed;
