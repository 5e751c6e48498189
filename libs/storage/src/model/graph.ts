import type { EdgeId, EpochMs, MemoryId, NodeKey } from '@engram/kernel';
import type { JsonObject } from './memory';

/** One thing that is known. */
export interface GraphNode {
  id: string;
  key: NodeKey;
  /** The first is its type. */
  labels: string[];
  type: string;
  name: string;
  attributes: JsonObject;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

/** One fact that connects two things, with the time it held and the time it was known. */
export interface GraphEdge {
  id: EdgeId;
  from: NodeKey;
  to: NodeKey;
  relation: string;
  weight: number;
  attributes: JsonObject;
  validFrom: EpochMs | null;
  validTo: EpochMs | null;
  recordedAt: EpochMs;
  /** Set when the fact was superseded; such an edge is history and no answer holds it. */
  invalidatedAt: EpochMs | null;
  /** The memories it was learned from. */
  provenance: MemoryId[];
}

/** An upsert: attributes are merged into those of an existing node; a null value removes the attribute. */
export interface NodeWrite {
  id: string;
  type: string;
  name: string;
  /** Labels beside the type. */
  labels?: string[];
  attributes: JsonObject;
}

/** An upsert of the open edge with the same ends, relation and `validFrom`. */
export interface EdgeWrite {
  id: EdgeId;
  from: NodeKey;
  to: NodeKey;
  relation: string;
  /** Left out: an existing weight stays, a new edge weighs 1. */
  weight?: number;
  attributes: JsonObject;
  validFrom?: EpochMs | null;
  validTo?: EpochMs | null;
  /** Added to those already held. */
  provenance?: MemoryId[];
}

export interface GraphQuery {
  /** Words that the name, type or an attribute's text must hold: diacritics and case folded. */
  keyword?: string;
  nodeType?: string;
  /** Only nodes within `depth` steps of this one, in either direction; itself left out. */
  relatedTo?: NodeKey;
  depth?: number;
  offset: number;
  limit: number;
}

export interface Subgraph {
  nodes: GraphNode[];
  /** Those among `nodes`. */
  edges: GraphEdge[];
  /** Nodes that match, beyond this page too. */
  total: number;
  /** True where the visit stopped at `LIMITS.graphVisited`. */
  truncated: boolean;
}

/** A way from one node to another: `nodes.length === edges.length + 1`. */
export interface GraphPath {
  nodes: GraphNode[];
  edges: GraphEdge[];
}
