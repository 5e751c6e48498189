import { Injectable } from '@nestjs/common';
import { EntityLookupService } from '@engram/graph';
import type { MemoryId, TenantId } from '@engram/kernel';
import { EngramError } from '@engram/kernel';
import type { GraphEdge, GraphNode } from '@engram/storage';
import { Stores } from '@engram/storage';
import type { NamedThing } from '../model/recall';

/** Things named in a query whose surroundings are looked at. */
const NAMED_MAX = 5;
/** Nodes around each. */
const NEIGHBOURS_MAX = 20;

export interface GraphContext {
  things: NamedThing[];
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
    const things = await Promise.all(
      named.map(async ({ node }) => ({ node, edges: await this.edgesOf(tenant, node) })),
    );
    const strengths = new Map<MemoryId, number>();
    for (const { edges } of things) {
      const taught = new Set(edges.flatMap(({ provenance }) => provenance));
      for (const id of taught) strengths.set(id, (strengths.get(id) ?? 0) + 1 / things.length);
    }
    return {
      things,
      strengths: Array.from(strengths, ([id, strength]) => ({ id, strength: Math.min(1, strength) })),
    };
  }

  private async edgesOf(tenant: TenantId, { key }: GraphNode): Promise<GraphEdge[]> {
    try {
      const { edges } = await this.stores.of(tenant).graph.neighbourhood(key, 1, NEIGHBOURS_MAX);
      return edges.filter(({ from, to }) => from === key || to === key);
    } catch (error) {
      // Deleted since it was found.
      if (error instanceof EngramError && error.code === 'NOT_FOUND') return [];
      throw error;
    }
  }
}
