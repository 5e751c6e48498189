import { NotFoundError, splitNodeKey } from '@engram/kernel';
import type { EdgeId, EpochMs, NodeKey } from '@engram/kernel';
import type { EdgeWrite, GraphEdge } from '../../../../model/graph';
import type { EdgeOutcome } from '../../../../ports/graph-store.port';
import type { Idempotency } from '../../../../ports/memory-store.port';
import type { ChangedRow } from '../tenant/change-log';
import type { TenantRows } from '../tenant/tenant-rows';
import { assertWellFormed } from '../well-formed';
import { type EdgeRow, mergeAttributes, toEdge } from './graph-row';
import { createNode } from './node.operation';

export interface UpsertEdgesArgs {
  items: readonly EdgeWrite[];
  idempotency?: Idempotency | undefined;
  /** Ids for ends that have to be made, two for each item; left out: a missing end is an error. */
  newNodeIds?: readonly string[] | undefined;
}

/** Row ids of the ends: each key is looked up once for a request. */
class Ends {
  private readonly known = new Map<NodeKey, number>();
  private used = 0;

  constructor(
    private readonly rows: TenantRows,
    private readonly newNodeIds: readonly string[] | undefined,
    private readonly now: EpochMs,
  ) {}

  rowId(key: NodeKey): number {
    let rowId = this.known.get(key) ?? this.rows.graph.nodes.rowId(key);
    rowId ??= this.create(key);
    this.known.set(key, rowId);
    return rowId;
  }

  private create(key: NodeKey): number {
    const id = this.newNodeIds?.[this.used];
    if (id === undefined) throw new NotFoundError(`there is no node "${key}" to connect`);
    this.used += 1;
    return createNode(this.rows, { id, ...splitNodeKey(key), attributes: {} }, this.now).rowId;
  }
}

function record(rows: TenantRows, change: Omit<ChangedRow, 'entity'>, now: EpochMs): void {
  rows.changes.append({ entity: 'edge', ...change }, now);
}

function createEdge(
  rows: TenantRows,
  write: EdgeWrite,
  ends: { from: number; to: number },
  now: EpochMs,
): GraphEdge {
  assertWellFormed(write.relation, 'relation');
  const edge: GraphEdge = {
    id: write.id,
    from: write.from,
    to: write.to,
    relation: write.relation,
    weight: write.weight ?? 1,
    attributes: mergeAttributes({}, write.attributes),
    validFrom: write.validFrom ?? null,
    validTo: write.validTo ?? null,
    recordedAt: now,
    invalidatedAt: null,
    provenance: [...new Set(write.provenance ?? [])],
  };
  rows.graph.counts.edge(edge.relation, 1);
  const rowId = rows.graph.edges.insert(edge, ends.from, ends.to);
  record(rows, { rowId, entityId: edge.id, operation: 'create' }, now);
  return edge;
}

function changeEdge(rows: TenantRows, held: EdgeRow, write: EdgeWrite, now: EpochMs): GraphEdge {
  const before = toEdge(held, write.from, write.to);
  const edge: GraphEdge = {
    ...before,
    weight: write.weight ?? before.weight,
    attributes: mergeAttributes(before.attributes, write.attributes),
    validTo: write.validTo === undefined ? before.validTo : write.validTo,
    provenance: [...new Set([...before.provenance, ...(write.provenance ?? [])])],
  };
  if (JSON.stringify(edge) === JSON.stringify(before)) return before;
  rows.graph.edges.update(held.row_id, edge);
  record(rows, { rowId: held.row_id, entityId: edge.id, operation: 'update' }, now);
  return edge;
}

function upsertEdge(rows: TenantRows, write: EdgeWrite, ends: Ends, now: EpochMs): EdgeOutcome {
  const [from, to] = [ends.rowId(write.from), ends.rowId(write.to)];
  const held = rows.graph.edges.findSame(from, to, write.relation, write.validFrom ?? null);
  if (held && held.valid_to !== null && held.valid_to <= now && write.validTo === undefined) {
    // It no longer held and is said anew: that is a new fact, the former one is history.
    rows.graph.edges.invalidate(held.row_id, now);
    rows.graph.counts.edge(held.relation, -1);
    record(rows, { rowId: held.row_id, entityId: held.id, operation: 'update' }, now);
  } else if (held) {
    return { status: 'updated', edge: changeEdge(rows, held, write, now) };
  }
  return { status: 'created', edge: createEdge(rows, write, { from, to }, now) };
}

export function upsertEdges(rows: TenantRows, args: UpsertEdgesArgs, now: EpochMs): EdgeOutcome[] {
  return rows.idempotency.once(args.idempotency, now, () => {
    const ends = new Ends(rows, args.newNodeIds, now);
    return args.items.map((item) => upsertEdge(rows, item, ends, now));
  });
}

/** An invalidated edge is history and found by nobody. */
function liveEdge(rows: TenantRows, id: EdgeId): { rowId: number; edge: GraphEdge } | undefined {
  const found = rows.graph.edges.find(id);
  return found?.edge.invalidatedAt === null ? found : undefined;
}

export function getEdge(rows: TenantRows, id: EdgeId): GraphEdge | undefined {
  return liveEdge(rows, id)?.edge;
}

export function deleteEdge(rows: TenantRows, id: EdgeId, now: EpochMs): boolean {
  const found = liveEdge(rows, id);
  if (!found) return false;
  rows.graph.edges.delete(found.rowId);
  rows.graph.counts.edge(found.edge.relation, -1);
  record(rows, { rowId: found.rowId, entityId: id, operation: 'delete' }, now);
  return true;
}
