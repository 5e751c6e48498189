import { InvalidRequestError, fold } from '@engram/kernel';
import type { EpochMs, NodeKey } from '@engram/kernel';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import type { GraphNode, GraphQuery, Subgraph } from '../../../../model/graph';
import type { TenantRows } from '../tenant/tenant-rows';
import { NODE_COLUMNS, type NodeRow, toNode } from './graph-row';
import { VisitBudget } from './graph-walk';
import { nodeRow } from './node.operation';

function subgraph(
  rows: TenantRows,
  page: NodeRow[],
  whole: { total: number; truncated: boolean },
  now: EpochMs,
): Subgraph {
  const keys = new Map(page.map((row) => [row.row_id, row.key]));
  return { nodes: page.map(toNode), edges: rows.graph.edges.among(keys, now), ...whole };
}

interface NodeCondition {
  sql: string;
  parameters: string[];
  /** 0 the name itself, 1 the name holds all words, 2 only type or attributes do. */
  rank: { sql: string; parameters: string[] } | undefined;
}

function nodeCondition(query: GraphQuery): NodeCondition {
  const keyword = fold(query.keyword ?? '').trim();
  const words = [...new Set(keyword.split(/\s+/).filter((word) => word !== ''))];
  if (words.length > SQLITE_LIMITS.keywordWords) {
    throw new InvalidRequestError(`keyword must have at most ${SQLITE_LIMITS.keywordWords} different words`);
  }
  const terms = words.map(() => 'instr(node.search_text, ?) > 0');
  const parameters = [...words];
  if (query.nodeType !== undefined) {
    terms.unshift('node.type = ?');
    parameters.unshift(query.nodeType);
  }
  const inName = words.map(() => 'instr(node.folded_name, ?) > 0').join(' AND ');
  const rank = words.length > 0 && {
    sql: `CASE WHEN node.folded_name = ? THEN 0 WHEN ${inName} THEN 1 ELSE 2 END`,
    parameters: [keyword, ...words],
  };
  return { sql: terms.join(' AND ') || '1', parameters, rank: rank || undefined };
}

/** Row ids that match, those whose name does before those whose attributes do, otherwise in the order found. */
function matching(rows: TenantRows, condition: NodeCondition, among?: number[]): number[] {
  const from = among ? 'json_each(?) AS reached CROSS JOIN node ON node.row_id = reached.value' : 'node';
  const given = among ? [JSON.stringify(among)] : [];
  const { rank } = condition;
  const statement = rows.graph.filters.get(
    `SELECT node.row_id, ${rank?.sql ?? '0'} FROM ${from} WHERE ${condition.sql}`,
  );
  const found = statement.raw().all(...(rank?.parameters ?? []), ...given, ...condition.parameters) as [
    number,
    number,
  ][];
  const groups: number[][] = [[], [], []];
  for (const [rowId, group] of found) groups[among ? 0 : group]?.push(rowId);
  return groups.flat();
}

/** Without keyword and neighbourhood the page comes straight from an index, in key order. */
function pageByKey(rows: TenantRows, query: GraphQuery, now: EpochMs): Subgraph {
  const typed = query.nodeType !== undefined;
  const where = typed ? 'WHERE node.type = ?' : '';
  const parameters = typed ? [query.nodeType] : [];
  const { filters } = rows.graph;
  const total = filters
    .get(`SELECT count(*) FROM node ${where}`)
    .pluck()
    .get(...parameters) as number;
  const page = filters
    .get(`SELECT ${NODE_COLUMNS} FROM node ${where} ORDER BY node.key LIMIT ? OFFSET ?`)
    .all(...parameters, query.limit, query.offset) as NodeRow[];
  return subgraph(rows, page, { total, truncated: false }, now);
}

export function query(rows: TenantRows, args: GraphQuery, now: EpochMs): Subgraph {
  const condition = nodeCondition(args);
  if (args.relatedTo === undefined && !condition.rank) return pageByKey(rows, args, now);
  const budget = new VisitBudget();
  let found: number[];
  if (args.relatedTo === undefined) {
    found = matching(rows, condition);
  } else {
    const start = nodeRow(rows, args.relatedTo).row_id;
    const greatest = rows.graph.nodes.greatestRowId();
    const reached = rows.graph.walk.reach(start, args.depth ?? 1, { greatest, now, budget });
    found = condition.sql === '1' ? reached : matching(rows, condition, reached);
  }
  const page = rows.graph.nodes.all(found.slice(args.offset, args.offset + args.limit));
  return subgraph(rows, page, { total: found.length, truncated: budget.truncated }, now);
}

export interface NeighbourhoodArgs {
  key: NodeKey;
  depth: number;
  limit: number;
}

export function neighbourhood(rows: TenantRows, args: NeighbourhoodArgs, now: EpochMs): Subgraph {
  const start = nodeRow(rows, args.key).row_id;
  const budget = new VisitBudget();
  const greatest = rows.graph.nodes.greatestRowId();
  const reached = [start, ...rows.graph.walk.reach(start, args.depth, { greatest, now, budget })];
  const page = rows.graph.nodes.all(reached.slice(0, args.limit));
  return subgraph(rows, page, { total: reached.length, truncated: budget.truncated }, now);
}

export function getNode(rows: TenantRows, key: NodeKey): GraphNode | undefined {
  const row = rows.graph.nodes.find(key);
  return row && toNode(row);
}

export function findByNames(
  rows: TenantRows,
  args: { names: readonly string[]; limit: number },
): GraphNode[] {
  return rows.graph.nodes.named(args.names, args.limit).map(toNode);
}
