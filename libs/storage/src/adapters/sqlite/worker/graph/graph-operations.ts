import type { EdgeId, NodeKey } from '@engram/kernel';
import type { GraphEdge, GraphNode } from '../../../../model/graph';
import type { GraphStats } from '../../../../ports/graph-store.port';
import type { Operations } from '../operation';
import type { TenantRows } from '../tenant/tenant-rows';
import { deleteEdge, getEdge, upsertEdges } from './edge.operation';
import { toNode } from './graph-row';
import { deleteNode, patchNode, upsertNodes } from './node.operation';
import { paths } from './paths.operation';
import { findByNames, getNode, neighbourhood, query } from './query.operation';

function listNodes(rows: TenantRows, page: { after?: NodeKey; limit: number }): GraphNode[] {
  return rows.graph.nodes.after(page.after ?? '', page.limit).map(toNode);
}

function listEdges(rows: TenantRows, page: { after?: EdgeId; limit: number }): GraphEdge[] {
  return rows.graph.edges.after(page.after ?? '', page.limit);
}

function graphStats(rows: TenantRows): GraphStats {
  return rows.graph.counts.stats();
}

export const GRAPH_OPERATIONS = {
  upsertNodes: { use: 'create', run: upsertNodes },
  upsertEdges: { use: 'create', run: upsertEdges },
  patchNode: { use: 'write', run: patchNode },
  deleteNode: { use: 'write', run: deleteNode },
  deleteEdge: { use: 'write', run: deleteEdge },
  getNode: { use: 'read', run: getNode },
  getEdge: { use: 'read', run: getEdge },
  neighbourhood: { use: 'read', run: neighbourhood },
  query: { use: 'read', run: query },
  paths: { use: 'read', run: paths },
  findByNames: { use: 'read', run: findByNames },
  listNodes: { use: 'read', run: listNodes },
  listEdges: { use: 'read', run: listEdges },
  stats: { use: 'read', run: graphStats },
} as const satisfies Operations;
