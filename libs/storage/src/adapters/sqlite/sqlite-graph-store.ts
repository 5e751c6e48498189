import { newId } from '@engram/kernel';
import type { Clock, EdgeId, NodeKey, Random, TenantId } from '@engram/kernel';
import type {
  EdgeWrite,
  GraphEdge,
  GraphNode,
  GraphPath,
  GraphQuery,
  NodeWrite,
  Subgraph,
} from '../../model/graph';
import type { JsonObject } from '../../model/memory';
import {
  type EdgeOutcome,
  type GraphStats,
  GraphStore,
  type NodeOutcome,
} from '../../ports/graph-store.port';
import type { Idempotency } from '../../ports/memory-store.port';
import type { WorkerPool } from './rpc/worker-pool';
import type { GRAPH_OPERATIONS } from './worker/graph/graph-operations';

/** Sends each call to the thread that owns the tenant. */
export class SqliteGraphStore extends GraphStore {
  constructor(
    private readonly tenant: TenantId,
    private readonly pool: WorkerPool,
    private readonly ids: { clock: Clock; random: Random },
  ) {
    super();
  }

  upsertNodes(items: readonly NodeWrite[], idempotency?: Idempotency): Promise<NodeOutcome[]> {
    return this.call('upsertNodes', { items, idempotency });
  }

  upsertEdges(
    items: readonly EdgeWrite[],
    options: { createMissing?: boolean; idempotency?: Idempotency } = {},
  ): Promise<EdgeOutcome[]> {
    const { clock, random } = this.ids;
    // Ids are made here: the threads have neither clock nor chance of their own.
    const newNodeIds = options.createMissing
      ? items.flatMap(() => [newId(clock, random), newId(clock, random)])
      : undefined;
    return this.call('upsertEdges', { items, idempotency: options.idempotency, newNodeIds });
  }

  getNode(key: NodeKey): Promise<GraphNode | undefined> {
    return this.call('getNode', key);
  }

  patchNode(key: NodeKey, patch: { attributes?: JsonObject; labels?: string[] }): Promise<GraphNode> {
    return this.call('patchNode', { key, patch });
  }

  deleteNode(key: NodeKey): Promise<{ edgesDeleted: number } | undefined> {
    return this.call('deleteNode', key);
  }

  getEdge(id: EdgeId): Promise<GraphEdge | undefined> {
    return this.call('getEdge', id);
  }

  deleteEdge(id: EdgeId): Promise<boolean> {
    return this.call('deleteEdge', id);
  }

  neighbourhood(key: NodeKey, depth: number, limit: number): Promise<Subgraph> {
    return this.call('neighbourhood', { key, depth, limit });
  }

  query(query: GraphQuery): Promise<Subgraph> {
    return this.call('query', query);
  }

  paths(from: NodeKey, to: NodeKey, options: { maxDepth: number; limit: number }): Promise<GraphPath[]> {
    return this.call('paths', { from, to, ...options });
  }

  findByNames(names: readonly string[], limit: number): Promise<GraphNode[]> {
    return this.call('findByNames', { names, limit });
  }

  listNodes(page: { after?: NodeKey; limit: number }): Promise<GraphNode[]> {
    return this.call('listNodes', page);
  }

  listEdges(page: { after?: EdgeId; limit: number }): Promise<GraphEdge[]> {
    return this.call('listEdges', page);
  }

  stats(): Promise<GraphStats> {
    return this.call('stats', undefined);
  }

  private call<Result>(method: keyof typeof GRAPH_OPERATIONS, args: unknown): Promise<Result> {
    return this.pool.call<Result>(this.tenant, { target: 'graph', method, args });
  }
}
