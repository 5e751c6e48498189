import type { EdgeId, NodeKey, TenantId } from '@engram/kernel';
import { EngramError, NotFoundError } from '@engram/kernel';
import type { EdgeOutcome, EdgeWrite, GraphEdge, GraphStore, Idempotency, Stores } from '@engram/storage';
import type { FailedItem } from './bulk';
import { attempt, refuseFaulty } from './bulk';
import type { GraphDrafting } from './graph-draft';
import type { EdgeBulkOutcome, EdgeInput } from './model/graph-input';

export interface EdgeUpsertOptions {
  /** Ends that are not known are made from their keys instead of being a NotFoundError. */
  createMissing?: boolean;
  idempotency?: Idempotency;
}

/** The facts that connect things. */
export class EdgesService {
  constructor(
    private readonly stores: Stores,
    private readonly drafting: GraphDrafting,
  ) {}

  /** @throws InvalidRequestError, ConflictError. @throws NotFoundError a missing end. */
  async upsert(tenant: TenantId, input: EdgeInput, options: EdgeUpsertOptions = {}): Promise<EdgeOutcome> {
    const [outcome] = await this.stores.of(tenant).graph.upsertEdges([this.drafting.edge(input)], options);
    return outcome as EdgeOutcome;
  }

  /** One outcome for each input, in order. @throws InvalidRequestError, NotFoundError where `atomic`. */
  async upsertBulk(
    tenant: TenantId,
    inputs: readonly EdgeInput[],
    options: EdgeUpsertOptions & { atomic: boolean },
  ): Promise<EdgeBulkOutcome[]> {
    const { graph } = this.stores.of(tenant);
    const { atomic, ...upsert } = options;
    let { good, failed } = attempt(inputs, (input): EdgeWrite => this.drafting.edge(input));
    if (atomic) refuseFaulty(failed, inputs.length);
    let outcomes: EdgeOutcome[];
    try {
      outcomes = await this.write(graph, good, upsert);
    } catch (error) {
      if (atomic || !(error instanceof EngramError && error.code === 'NOT_FOUND')) throw error;
      // Nothing was stored: only now is it worth asking which ends are missing.
      const missing = await missingEnds(graph, good);
      failed = [...failed, ...good.flatMap((item) => failedEnd(item, missing))];
      good = good.filter(({ write }) => !missing.has(write.from) && !missing.has(write.to));
      outcomes = await this.write(graph, good, upsert);
    }
    const stored = outcomes.map(({ status, edge }, position): EdgeBulkOutcome => ({
      index: good[position]?.index ?? position,
      status,
      id: edge.id,
      edge,
    }));
    return [...stored, ...failed].sort((a, b) => a.index - b.index);
  }

  /** @throws NotFoundError */
  async get(tenant: TenantId, id: EdgeId): Promise<GraphEdge> {
    const edge = await this.stores.of(tenant).graph.getEdge(id);
    if (!edge) throw new NotFoundError(`no edge ${id} in this tenant`);
    return edge;
  }

  /** @throws NotFoundError */
  async remove(tenant: TenantId, id: EdgeId): Promise<void> {
    if (!(await this.stores.of(tenant).graph.deleteEdge(id))) {
      throw new NotFoundError(`no edge ${id} in this tenant`);
    }
  }

  private write(
    graph: GraphStore,
    good: readonly { write: EdgeWrite }[],
    options: EdgeUpsertOptions,
  ): Promise<EdgeOutcome[]> {
    if (good.length === 0) return Promise.resolve([]);
    return graph.upsertEdges(
      good.map(({ write }) => write),
      options,
    );
  }
}

async function missingEnds(graph: GraphStore, items: readonly { write: EdgeWrite }[]): Promise<Set<NodeKey>> {
  const ends = new Set(items.flatMap(({ write }) => [write.from, write.to]));
  const missing = new Set<NodeKey>();
  for (const key of ends) if (!(await graph.getNode(key))) missing.add(key);
  return missing;
}

function failedEnd(item: { index: number; write: EdgeWrite }, missing: ReadonlySet<NodeKey>): FailedItem[] {
  const end = [item.write.from, item.write.to].find((key) => missing.has(key));
  if (!end) return [];
  const error = new NotFoundError(`no node "${end}" in this tenant; store it first or set create_missing`);
  return [{ index: item.index, status: 'failed', error: error.toWire() }];
}
