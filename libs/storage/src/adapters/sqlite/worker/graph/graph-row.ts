import type { EdgeId, EpochMs, MemoryId, NodeKey } from '@engram/kernel';
import { fold } from '@engram/kernel';
import type { GraphEdge, GraphNode } from '../../../../model/graph';
import type { Json, JsonObject } from '../../../../model/memory';

/** `open_until` of an edge that was invalidated: before any time that a Date can hold. */
export const NEVER_OPEN = -9_000_000_000_000_000;
/** Whether answers hold an edge, of a row of `edge` and the time. */
export const IS_OPEN = '(edge.open_until IS NULL OR edge.open_until > ?)';

export const NODE_COLUMNS =
  'node.row_id, node.id, node.key, node.type, node.name, node.created_at, node.updated_at, node.labels, node.attributes';

export interface NodeRow {
  row_id: number;
  id: string;
  key: string;
  type: string;
  name: string;
  created_at: number;
  updated_at: number;
  labels: string;
  attributes: string;
}

function objectOf(json: string): JsonObject {
  return json === '{}' ? {} : (JSON.parse(json) as JsonObject);
}

export function toNode(row: NodeRow): GraphNode {
  const beside = row.labels === '[]' ? [] : (JSON.parse(row.labels) as string[]);
  return {
    id: row.id,
    key: row.key as NodeKey,
    labels: [row.type, ...beside],
    type: row.type,
    name: row.name,
    attributes: objectOf(row.attributes),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export const EDGE_COLUMNS =
  'edge.row_id, edge.id, edge.from_node, edge.to_node, edge.relation, edge.weight, edge.valid_from, edge.valid_to, ' +
  'edge.recorded_at, edge.invalidated_at, edge.provenance, edge.attributes';

export interface EdgeRow {
  row_id: number;
  id: string;
  from_node: number;
  to_node: number;
  relation: string;
  weight: number;
  valid_from: number | null;
  valid_to: number | null;
  recorded_at: number;
  invalidated_at: number | null;
  provenance: string;
  attributes: string;
}

export function toEdge(row: EdgeRow, from: string, to: string): GraphEdge {
  return {
    id: row.id as EdgeId,
    from: from as NodeKey,
    to: to as NodeKey,
    relation: row.relation,
    weight: row.weight,
    attributes: objectOf(row.attributes),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    recordedAt: row.recorded_at,
    invalidatedAt: row.invalidated_at,
    provenance: row.provenance === '[]' ? [] : (JSON.parse(row.provenance) as MemoryId[]),
  };
}

/** See the column `open_until`. */
export function openUntil(validTo: EpochMs | null, invalidatedAt: EpochMs | null): number | null {
  return invalidatedAt === null ? validTo : NEVER_OPEN;
}

/** Given values replace held ones, null removes. */
export function mergeAttributes(held: JsonObject, given: JsonObject): JsonObject {
  // A map, not assignments: `__proto__` is a name like any other.
  const merged = new Map(Object.entries(held));
  for (const [name, value] of Object.entries(given)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

function collectText(value: Json, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (typeof value === 'number' || typeof value === 'boolean') into.push(String(value));
  else if (value !== null) for (const inner of Object.values(value)) collectText(inner, into);
}

/** What a keyword is looked for in: line breaks keep a word from matching across two fields. */
export function searchText(type: string, name: string, attributes: JsonObject): string {
  const parts = [name, type];
  collectText(attributes, parts);
  return fold(parts.join('\n'));
}
