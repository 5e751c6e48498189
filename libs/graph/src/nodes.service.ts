import type { EngramError, NodeKey, TenantId } from '@engram/kernel';
import { InvalidRequestError, LIMITS, NotFoundError } from '@engram/kernel';
import type { GraphNode, Idempotency, NodeOutcome, NodeWrite, Stores, Subgraph } from '@engram/storage';
import type { GraphDrafting } from './graph-draft';
import { attempt, refuseFaulty } from './bulk';
import type { NodeBulkOutcome, NodeInput, NodePatch } from './model/graph-input';

/** Nodes that one answer about a node may hold; beyond them it is `truncated`. */
const NEIGHBOURS = 1_000;

/** The things that are known. */
export class NodesService {
  constructor(
    private readonly stores: Stores,
    private readonly drafting: GraphDrafting,
  ) {}

  /** Makes the node or merges the attributes into the one with its key. @throws InvalidRequestError, ConflictError */
  async upsert(tenant: TenantId, input: NodeInput, idempotency?: Idempotency): Promise<NodeOutcome> {
    const [outcome] = await this.stores
      .of(tenant)
      .graph.upsertNodes([this.drafting.node(input)], idempotency);
    return outcome as NodeOutcome;
  }

  /** One outcome for each input, in order. @throws InvalidRequestError where `atomic` and an item is faulty. */
  async upsertBulk(
    tenant: TenantId,
    inputs: readonly NodeInput[],
    options: { atomic: boolean; idempotency?: Idempotency },
  ): Promise<NodeBulkOutcome[]> {
    const { good, failed } = attempt(inputs, (input): NodeWrite => this.drafting.node(input));
    if (options.atomic) refuseFaulty(failed, inputs.length);
    const outcomes =
      good.length === 0
        ? []
        : await this.stores.of(tenant).graph.upsertNodes(
            good.map(({ write }) => write),
            options.idempotency,
          );
    const stored = outcomes.map(({ status, node }, position): NodeBulkOutcome => ({
      index: good[position]?.index ?? position,
      status,
      key: node.key,
      node,
    }));
    return [...stored, ...failed].sort((a, b) => a.index - b.index);
  }

  /** @throws NotFoundError */
  async get(tenant: TenantId, key: NodeKey): Promise<GraphNode> {
    const node = await this.stores.of(tenant).graph.getNode(key);
    if (!node) throw missing(key);
    return node;
  }

  /**
   * The node and what lies within `depth` steps, with the edges among them. At depth 0 its edges are listed without
   * the nodes at their other ends.
   * @throws NotFoundError, InvalidRequestError
   */
  async getWithEdges(tenant: TenantId, key: NodeKey, depth: number): Promise<Subgraph & { node: GraphNode }> {
    if (!Number.isInteger(depth) || depth < 0 || depth > LIMITS.nodeDepth) {
      throw new InvalidRequestError(`depth must be a whole number from 0 to ${LIMITS.nodeDepth}`);
    }
    const { graph } = this.stores.of(tenant);
    const found = await graph.neighbourhood(key, Math.max(depth, 1), NEIGHBOURS);
    const node = found.nodes.find((candidate) => candidate.key === key);
    if (!node) throw missing(key);
    if (depth > 0) return { ...found, node };
    return {
      node,
      nodes: [node],
      edges: found.edges.filter((edge) => edge.from === key || edge.to === key),
      total: 1,
      truncated: found.truncated,
    };
  }

  /** @throws NotFoundError, InvalidRequestError */
  patch(tenant: TenantId, key: NodeKey, patch: NodePatch): Promise<GraphNode> {
    return this.stores.of(tenant).graph.patchNode(key, this.drafting.patch(key, patch));
  }

  /** Deletes its edges too, in the same transaction. @throws NotFoundError */
  async remove(tenant: TenantId, key: NodeKey): Promise<{ edgesDeleted: number }> {
    const removed = await this.stores.of(tenant).graph.deleteNode(key);
    if (!removed) throw missing(key);
    return removed;
  }
}

function missing(key: NodeKey): EngramError {
  return new NotFoundError(`no node "${key}" in this tenant`);
}
