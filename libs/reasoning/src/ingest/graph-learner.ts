import type { EdgeInput, EdgesService, GraphQueryService, NodesService } from '@engram/graph';
import { canonicalKey } from '@engram/graph';
import type { EpochMs, MemoryId, NodeKey, TenantId } from '@engram/kernel';
import { EngramError } from '@engram/kernel';
import type { GraphEdge, Idempotency } from '@engram/storage';
import type { ExtractedEdge, Extraction, KnownNode } from '../extraction/extraction.model';
import type { LearnedEdge, LearnedNode } from '../model/ingest';

/** Memories that a fact was learned from, beyond these the newest ones are kept. */
const PROVENANCE = 100;
/** Edges between two nodes that are looked through for the one that is still open. */
const BETWEEN = 50;

/** The memories that the messages have become, by the index of the message. */
export type LearnedFrom = readonly { id: MemoryId; timestamp: EpochMs }[];

export interface Learned {
  nodes: LearnedNode[];
  edges: LearnedEdge[];
}

/** Puts what was extracted into the graph, with the memories it was learned from. */
export class GraphLearner {
  constructor(
    private readonly nodes: NodesService,
    private readonly edges: EdgesService,
    private readonly graph: GraphQueryService,
  ) {}

  /** Nodes first, then edges: a crash between leaves nodes, and doing it again adds the edges. */
  async learn(
    tenant: TenantId,
    extraction: Extraction,
    from: LearnedFrom,
    idempotency?: Idempotency,
  ): Promise<Learned> {
    const nodes = await this.nodes.upsertBulk(
      tenant,
      extraction.nodes.map(({ type, name }) => ({ type, name })),
      { atomic: true, ...stepOf(idempotency, 'nodes') },
    );
    const inputs: EdgeInput[] = [];
    for (const edge of extraction.edges) inputs.push(await this.edgeInput(tenant, edge, from));
    const edges = await this.edges.upsertBulk(tenant, inputs, {
      atomic: true,
      createMissing: true,
      ...stepOf(idempotency, 'edges'),
    });
    return {
      nodes: nodes.flatMap((outcome) =>
        outcome.status === 'failed' ? [] : [{ key: outcome.key, status: outcome.status }],
      ),
      edges: edges.flatMap((outcome) =>
        outcome.status === 'failed' ? [] : [learnedEdge(outcome.edge, outcome.status, from)],
      ),
    };
  }

  /** What would be learned. */
  preview(extraction: Extraction): Learned {
    return {
      nodes: extraction.nodes.map((node) => ({ key: keyOf(node), status: 'found' })),
      edges: extraction.edges.map(({ from, relation, to, past, messages }) => ({
        id: null,
        from: keyOf(from),
        relation,
        to: keyOf(to),
        past: past === true,
        status: 'found',
        messages,
      })),
    };
  }

  private async edgeInput(
    tenant: TenantId,
    edge: ExtractedEdge,
    learnedFrom: LearnedFrom,
  ): Promise<EdgeInput> {
    const [from, to] = [keyOf(edge.from), keyOf(edge.to)];
    const sources = edge.messages.flatMap((index) => learnedFrom[index] ?? []);
    const base: EdgeInput = {
      from,
      to,
      relation: edge.relation,
      provenance: sources.slice(-PROVENANCE).map(({ id }) => id),
    };
    // An event has no end; what is so now is open again; what was so ended before it was told.
    if (edge.past === null) return base;
    if (!edge.past) return { ...base, validTo: null };
    const told = Math.max(...sources.map(({ timestamp }) => timestamp));
    return (await this.isOpen(tenant, { from, to }, edge.relation)) ? base : { ...base, validTo: told };
  }

  /** Whether the graph holds it as true now: "I loved the class" ends no love. */
  private async isOpen(
    tenant: TenantId,
    ends: { from: NodeKey; to: NodeKey },
    relation: string,
  ): Promise<boolean> {
    try {
      const ways = await this.graph.paths(tenant, ends, { maxDepth: 1, limit: BETWEEN });
      return ways.some(({ edges }) =>
        edges.some((edge) => edge.relation === relation && edge.from === ends.from && edge.validTo === null),
      );
    } catch (error) {
      // One of the ends is new.
      if (error instanceof EngramError && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  }
}

/** A repeated request is answered with the edges of the first: what they say comes from them, not from this extraction. */
function learnedEdge(
  { id, from, relation, to, validTo, provenance }: GraphEdge,
  status: LearnedEdge['status'],
  learnedFrom: LearnedFrom,
): LearnedEdge {
  const taught = new Set(provenance);
  const messages = learnedFrom.flatMap((memory, index) => (taught.has(memory.id) ? [index] : []));
  return { id, from, relation, to, past: validTo !== null, status, messages };
}

function keyOf({ type, name }: KnownNode): NodeKey {
  return canonicalKey(`${type}:${name}`);
}

function stepOf(idempotency: Idempotency | undefined, step: string): { idempotency?: Idempotency } {
  return idempotency ? { idempotency: { ...idempotency, key: `${idempotency.key}#${step}` } } : {};
}
