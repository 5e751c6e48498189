import { Injectable } from '@nestjs/common';
import { EntityLookupService } from '@engram/graph';
import type { MemoryId, NodeKey, TenantId } from '@engram/kernel';
import { EngramError } from '@engram/kernel';
import type { GraphEdge, GraphNode, Subgraph } from '@engram/storage';
import { Stores } from '@engram/storage';

/** Things named in a query whose surroundings are looked at. */
const NAMED_MAX = 5;
/** Nodes around each. */
const NEIGHBOURS_MAX = 20;

export interface GraphContext {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** The share of the named things that a memory taught something about. */
  strengths: { id: MemoryId; strength: number }[];
}

/** What the graph knows of the things that a query names. */
@Injectable()
export class GraphContextFinder {
  constructor(
    private readonly stores: Stores,
    private readonly entities: EntityLookupService,
  ) {}

  async find(tenant: TenantId, query: string): Promise<GraphContext> {
    const named = (await this.entities.entitiesIn(tenant, query)).slice(0, NAMED_MAX);
    const around = await Promise.all(named.map(({ node }) => this.neighbourhood(tenant, node.key)));
    const nodes = new Map<NodeKey, GraphNode>(named.map(({ node }) => [node.key, node]));
    const edges = new Map<string, GraphEdge>();
    const strengths = new Map<MemoryId, number>();
    for (const subgraph of around) {
      for (const node of subgraph.nodes) nodes.set(node.key, node);
      for (const edge of subgraph.edges) edges.set(edge.id, edge);
      const taught = new Set(subgraph.edges.flatMap(({ provenance }) => provenance));
      for (const id of taught) strengths.set(id, (strengths.get(id) ?? 0) + 1 / around.length);
    }
    return {
      nodes: [...nodes.values()],
      edges: [...edges.values()],
      strengths: Array.from(strengths, ([id, strength]) => ({ id, strength: Math.min(1, strength) })),
    };
  }

  private async neighbourhood(tenant: TenantId, key: NodeKey): Promise<Subgraph> {
    try {
      return await this.stores.of(tenant).graph.neighbourhood(key, 1, NEIGHBOURS_MAX);
    } catch (error) {
      // Deleted since it was found.
      if (error instanceof EngramError && error.code === 'NOT_FOUND') {
        return { nodes: [], edges: [], total: 0, truncated: false };
      }
      throw error;
    }
  }
}
