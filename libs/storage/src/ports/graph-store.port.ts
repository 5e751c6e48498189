import type { EdgeId, NodeKey } from '@engram/kernel';
import type {
  EdgeWrite,
  GraphEdge,
  GraphNode,
  GraphPath,
  GraphQuery,
  NodeWrite,
  Subgraph,
} from '../model/graph';
import type { JsonObject } from '../model/memory';
import type { Idempotency } from './memory-store.port';

export interface NodeOutcome {
  status: 'created' | 'updated';
  node: GraphNode;
}

export interface EdgeOutcome {
  status: 'created' | 'updated';
  edge: GraphEdge;
}

export interface GraphStats {
  nodes: number;
  edges: number;
  nodesByType: Record<string, number>;
  edgesByRelation: Record<string, number>;
}

/** The graph of one tenant. Every write is one transaction with its change records, durable when it resolves. */
export abstract class GraphStore {
  /** All or nothing, in order. */
  abstract upsertNodes(items: readonly NodeWrite[], idempotency?: Idempotency): Promise<NodeOutcome[]>;

  /**
   * All or nothing, in order. A missing end is a NotFoundError, unless `createMissing` makes it from its key.
   * @throws NotFoundError
   */
  abstract upsertEdges(
    items: readonly EdgeWrite[],
    options?: { createMissing?: boolean; idempotency?: Idempotency },
  ): Promise<EdgeOutcome[]>;

  abstract getNode(key: NodeKey): Promise<GraphNode | undefined>;

  /** Merges attributes; null removes one. `labels` replaces the labels beside the type. @throws NotFoundError */
  abstract patchNode(key: NodeKey, patch: { attributes?: JsonObject; labels?: string[] }): Promise<GraphNode>;

  /** Deletes the node and its edges in one transaction. Undefined where there was none. */
  abstract deleteNode(key: NodeKey): Promise<{ edgesDeleted: number } | undefined>;

  abstract getEdge(id: EdgeId): Promise<GraphEdge | undefined>;

  abstract deleteEdge(id: EdgeId): Promise<boolean>;

  /** The node and what lies within `depth` steps (0: the node alone), nearest first, at most `limit` nodes. @throws NotFoundError */
  abstract neighbourhood(key: NodeKey, depth: number, limit: number): Promise<Subgraph>;

  /** @throws NotFoundError when `relatedTo` does not exist. */
  abstract query(query: GraphQuery): Promise<Subgraph>;

  /** Shortest ways between two nodes in either direction, shortest first; empty where there is none within `maxDepth`. */
  abstract paths(
    from: NodeKey,
    to: NodeKey,
    options: { maxDepth: number; limit: number },
  ): Promise<GraphPath[]>;

  /** Nodes whose whole name, diacritics and case folded, is one of `names`. */
  abstract findByNames(names: readonly string[], limit: number): Promise<GraphNode[]>;

  /** In key order, for walking the whole graph. */
  abstract listNodes(page: { after?: NodeKey; limit: number }): Promise<GraphNode[]>;

  /** In id order, for walking the whole graph. */
  abstract listEdges(page: { after?: EdgeId; limit: number }): Promise<GraphEdge[]>;

  abstract stats(): Promise<GraphStats>;
}
