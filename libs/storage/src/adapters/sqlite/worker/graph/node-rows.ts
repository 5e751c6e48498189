import type Database from 'better-sqlite3';
import { ConflictError, fold } from '@engram/kernel';
import type { GraphNode } from '../../../../model/graph';
import { NODE_COLUMNS, type NodeRow, searchText } from './graph-row';

/** Statements over nodes. */
export class NodeRows {
  private readonly byKey: Database.Statement;
  private readonly rowIdByKey: Database.Statement;
  private readonly byRowIds: Database.Statement;
  private readonly byFoldedNames: Database.Statement;
  private readonly pageByKey: Database.Statement;
  private readonly insertRow: Database.Statement;
  private readonly updateRow: Database.Statement;
  private readonly deleteRow: Database.Statement;
  private readonly greatest: Database.Statement;

  constructor(db: Database.Database) {
    this.byKey = db.prepare(`SELECT ${NODE_COLUMNS} FROM node WHERE key = ?`);
    this.rowIdByKey = db.prepare('SELECT row_id FROM node WHERE key = ?').pluck();
    this.byRowIds = db.prepare(
      `SELECT ${NODE_COLUMNS} FROM json_each(?) AS wanted CROSS JOIN node ON node.row_id = wanted.value`,
    );
    this.byFoldedNames = db.prepare(
      `SELECT ${NODE_COLUMNS} FROM json_each(?) AS wanted CROSS JOIN node ON node.folded_name = wanted.value LIMIT ?`,
    );
    this.pageByKey = db.prepare(`SELECT ${NODE_COLUMNS} FROM node WHERE key > ? ORDER BY key LIMIT ?`);
    this.insertRow = db.prepare(
      `INSERT INTO node (id, key, type, name, folded_name, created_at, updated_at, labels, attributes, search_text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.updateRow = db.prepare(
      'UPDATE node SET updated_at = ?, labels = ?, attributes = ?, search_text = ? WHERE row_id = ?',
    );
    this.deleteRow = db.prepare('DELETE FROM node WHERE row_id = ?');
    this.greatest = db.prepare('SELECT max(row_id) FROM node').pluck();
  }

  find(key: string): NodeRow | undefined {
    return this.byKey.get(key) as NodeRow | undefined;
  }

  rowId(key: string): number | undefined {
    return this.rowIdByKey.get(key) as number | undefined;
  }

  /** In the order asked for. */
  all(rowIds: readonly number[]): NodeRow[] {
    return rowIds.length === 0 ? [] : (this.byRowIds.all(JSON.stringify(rowIds)) as NodeRow[]);
  }

  named(names: readonly string[], limit: number): NodeRow[] {
    const folded = [...new Set(names.map((name) => fold(name)))];
    return this.byFoldedNames.all(JSON.stringify(folded), limit) as NodeRow[];
  }

  after(key: string, limit: number): NodeRow[] {
    return this.pageByKey.all(key, limit) as NodeRow[];
  }

  greatestRowId(): number {
    return (this.greatest.get() as number | null) ?? 0;
  }

  insert(node: GraphNode): number {
    try {
      const { lastInsertRowid } = this.insertRow.run(
        node.id,
        node.key,
        node.type,
        node.name,
        fold(node.name),
        node.createdAt,
        node.updatedAt,
        JSON.stringify(node.labels.slice(1)),
        JSON.stringify(node.attributes),
        searchText(node.type, node.name, node.attributes),
      );
      return Number(lastInsertRowid);
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
      throw new ConflictError('a node with this id exists already under another key');
    }
  }

  update(rowId: number, node: GraphNode): void {
    this.updateRow.run(
      node.updatedAt,
      JSON.stringify(node.labels.slice(1)),
      JSON.stringify(node.attributes),
      searchText(node.type, node.name, node.attributes),
      rowId,
    );
  }

  delete(rowId: number): void {
    this.deleteRow.run(rowId);
  }
}
