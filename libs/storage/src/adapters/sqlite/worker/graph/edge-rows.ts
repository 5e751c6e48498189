import type Database from 'better-sqlite3';
import { ConflictError, LIMITS } from '@engram/kernel';
import type { EpochMs } from '@engram/kernel';
import type { GraphEdge } from '../../../../model/graph';
import { EDGE_COLUMNS, type EdgeRow, IS_OPEN, NEVER_OPEN, openUntil, toEdge } from './graph-row';

type KeyedEdgeRow = EdgeRow & { from_key: string; to_key: string };

const KEYED = `SELECT ${EDGE_COLUMNS}, source.key AS from_key, target.key AS to_key FROM edge
  JOIN node AS source ON source.row_id = edge.from_node JOIN node AS target ON target.row_id = edge.to_node`;

/** Up to so many nodes every pair is looked up; beyond it the edges of each are read and tested. */
const PAIRED_NODES = 128;

/** Statements over edges. */
export class EdgeRows {
  private readonly byIdentity: Database.Statement;
  private readonly byId: Database.Statement;
  private readonly pageById: Database.Statement;
  private readonly amongPairs: Database.Statement;
  private readonly amongScanned: Database.Statement;
  private readonly insertRow: Database.Statement;
  private readonly updateRow: Database.Statement;
  private readonly invalidateRow: Database.Statement;
  private readonly deleteRow: Database.Statement;
  private readonly recordDeletionsOf: Database.Statement;
  private readonly deleteOf: Database.Statement;

  constructor(db: Database.Database) {
    this.byIdentity = db.prepare(
      `SELECT ${EDGE_COLUMNS} FROM edge INDEXED BY edge_out
       WHERE from_node = ? AND to_node = ? AND relation = ? AND valid_from IS ?
       AND open_until IS NOT ${NEVER_OPEN}`,
    );
    this.byId = db.prepare(`${KEYED} WHERE edge.id = ?`);
    this.pageById = db.prepare(
      `${KEYED} WHERE edge.id > ? AND edge.invalidated_at IS NULL ORDER BY edge.id LIMIT ?`,
    );
    const among = (target: string) =>
      db.prepare(
        `SELECT ${EDGE_COLUMNS} FROM json_each(?) AS source CROSS JOIN edge ON edge.from_node = source.value
         WHERE ${target} IN (SELECT value FROM json_each(?)) AND ${IS_OPEN} LIMIT ${LIMITS.graphVisited}`,
      );
    this.amongPairs = among('edge.to_node');
    this.amongScanned = among('+edge.to_node');
    this.insertRow = db.prepare(
      `INSERT INTO edge (id, from_node, to_node, relation, weight, valid_from, valid_to, recorded_at, invalidated_at,
       open_until, provenance, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)`,
    );
    this.updateRow = db.prepare(
      'UPDATE edge SET weight = ?, valid_to = ?, open_until = ?, provenance = ?, attributes = ? WHERE row_id = ?',
    );
    this.invalidateRow = db.prepare('UPDATE edge SET invalidated_at = ?, open_until = ? WHERE row_id = ?');
    this.deleteRow = db.prepare('DELETE FROM edge WHERE row_id = ?');
    this.recordDeletionsOf = db.prepare(
      `INSERT INTO change (entity, entity_id, row_id, operation, at)
       SELECT 'edge', id, row_id, 'delete', ? FROM edge WHERE from_node = ? OR to_node = ?`,
    );
    this.deleteOf = db.prepare('DELETE FROM edge WHERE from_node = ? OR to_node = ?');
  }

  /** The edge that is not history and says the same. */
  findSame(from: number, to: number, relation: string, validFrom: EpochMs | null): EdgeRow | undefined {
    return this.byIdentity.get(from, to, relation, validFrom) as EdgeRow | undefined;
  }

  find(id: string): { rowId: number; edge: GraphEdge } | undefined {
    const row = this.byId.get(id) as KeyedEdgeRow | undefined;
    return row && { rowId: row.row_id, edge: toEdge(row, row.from_key, row.to_key) };
  }

  after(id: string, limit: number): GraphEdge[] {
    const rows = this.pageById.all(id, limit) as KeyedEdgeRow[];
    return rows.map((row) => toEdge(row, row.from_key, row.to_key));
  }

  /** Open edges with both ends among `keys` (row id → key). */
  among(keys: ReadonlyMap<number, string>, now: EpochMs): GraphEdge[] {
    if (keys.size === 0) return [];
    const ids = JSON.stringify([...keys.keys()]);
    const statement = keys.size <= PAIRED_NODES ? this.amongPairs : this.amongScanned;
    const rows = statement.all(ids, ids, now) as EdgeRow[];
    return rows.map((row) => toEdge(row, keys.get(row.from_node) as string, keys.get(row.to_node) as string));
  }

  insert(edge: GraphEdge, from: number, to: number): number {
    try {
      const { lastInsertRowid } = this.insertRow.run(
        edge.id,
        from,
        to,
        edge.relation,
        edge.weight,
        edge.validFrom,
        edge.validTo,
        edge.recordedAt,
        openUntil(edge.validTo, null),
        JSON.stringify(edge.provenance),
        JSON.stringify(edge.attributes),
      );
      return Number(lastInsertRowid);
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
      throw new ConflictError('an edge with this id exists already');
    }
  }

  update(rowId: number, edge: GraphEdge): void {
    this.updateRow.run(
      edge.weight,
      edge.validTo,
      openUntil(edge.validTo, null),
      JSON.stringify(edge.provenance),
      JSON.stringify(edge.attributes),
      rowId,
    );
  }

  invalidate(rowId: number, now: EpochMs): void {
    this.invalidateRow.run(now, openUntil(null, now), rowId);
  }

  delete(rowId: number): void {
    this.deleteRow.run(rowId);
  }

  /** All edges of a node, history included, with their change records. */
  deleteAllOf(node: number, now: EpochMs): void {
    this.recordDeletionsOf.run(now, node, node);
    this.deleteOf.run(node, node);
  }
}
