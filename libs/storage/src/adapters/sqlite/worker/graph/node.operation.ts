import { NotFoundError, nodeKeyOf } from '@engram/kernel';
import type { EpochMs, NodeKey } from '@engram/kernel';
import type { GraphNode, NodeWrite } from '../../../../model/graph';
import type { JsonObject } from '../../../../model/memory';
import type { NodeOutcome } from '../../../../ports/graph-store.port';
import type { Idempotency } from '../../../../ports/memory-store.port';
import { assertWellFormed } from '../well-formed';
import type { TenantRows } from '../tenant/tenant-rows';
import { mergeAttributes, type NodeRow, toNode } from './graph-row';

export interface UpsertNodesArgs {
  items: readonly NodeWrite[];
  idempotency?: Idempotency | undefined;
}

function record(rows: TenantRows, rowId: number, node: GraphNode, operation: 'create' | 'update'): void {
  rows.changes.append({ entity: 'node', entityId: node.key, rowId, operation }, node.updatedAt);
}

export function createNode(
  rows: TenantRows,
  write: NodeWrite,
  now: EpochMs,
): { rowId: number; node: GraphNode } {
  assertWellFormed(write.type, 'node type');
  assertWellFormed(write.name, 'node name');
  const beside = new Set(write.labels ?? []);
  beside.delete(write.type);
  const node: GraphNode = {
    id: write.id,
    key: nodeKeyOf(write.type, write.name),
    labels: [write.type, ...beside],
    type: write.type,
    name: write.name,
    attributes: mergeAttributes({}, write.attributes),
    createdAt: now,
    updatedAt: now,
  };
  const rowId = rows.graph.nodes.insert(node);
  rows.graph.counts.node(node.type, 1);
  record(rows, rowId, node, 'create');
  return { rowId, node };
}

/** Writes nothing where nothing differs: a repeated upsert leaves no change behind. */
function changeNode(
  rows: TenantRows,
  row: NodeRow,
  change: { labels: string[]; attributes: JsonObject },
  now: EpochMs,
): GraphNode {
  const before = toNode(row);
  const same =
    JSON.stringify(change.labels) === JSON.stringify(before.labels) &&
    JSON.stringify(change.attributes) === JSON.stringify(before.attributes);
  if (same) return before;
  const node: GraphNode = { ...before, ...change, updatedAt: now };
  rows.graph.nodes.update(row.row_id, node);
  record(rows, row.row_id, node, 'update');
  return node;
}

function upsertNode(rows: TenantRows, write: NodeWrite, now: EpochMs): NodeOutcome {
  const held = rows.graph.nodes.find(nodeKeyOf(write.type, write.name));
  if (!held) return { status: 'created', node: createNode(rows, write, now).node };
  const before = toNode(held);
  const change = {
    labels: [...new Set([...before.labels, ...(write.labels ?? [])])],
    attributes: mergeAttributes(before.attributes, write.attributes),
  };
  return { status: 'updated', node: changeNode(rows, held, change, now) };
}

export function upsertNodes(rows: TenantRows, args: UpsertNodesArgs, now: EpochMs): NodeOutcome[] {
  return rows.idempotency.once(args.idempotency, now, () =>
    args.items.map((item) => upsertNode(rows, item, now)),
  );
}

export function nodeRow(rows: TenantRows, key: NodeKey): NodeRow {
  const row = rows.graph.nodes.find(key);
  if (!row) throw new NotFoundError(`there is no node "${key}"`);
  return row;
}

export interface PatchNodeArgs {
  key: NodeKey;
  patch: { attributes?: JsonObject; labels?: string[] };
}

export function patchNode(rows: TenantRows, { key, patch }: PatchNodeArgs, now: EpochMs): GraphNode {
  const row = nodeRow(rows, key);
  const before = toNode(row);
  const labels = patch.labels ? [...new Set([before.type, ...patch.labels])] : before.labels;
  const attributes = mergeAttributes(before.attributes, patch.attributes ?? {});
  return changeNode(rows, row, { labels, attributes }, now);
}

export function deleteNode(
  rows: TenantRows,
  key: NodeKey,
  now: EpochMs,
): { edgesDeleted: number } | undefined {
  const row = rows.graph.nodes.find(key);
  if (!row) return undefined;
  const edgesDeleted = rows.graph.counts.withoutEdgesOf(row.row_id);
  rows.graph.edges.deleteAllOf(row.row_id, now);
  rows.graph.nodes.delete(row.row_id);
  rows.graph.counts.node(row.type, -1);
  rows.changes.append({ entity: 'node', entityId: key, rowId: row.row_id, operation: 'delete' }, now);
  return { edgesDeleted };
}
