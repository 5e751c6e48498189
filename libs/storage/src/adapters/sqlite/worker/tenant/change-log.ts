import type Database from 'better-sqlite3';
import type { EpochMs } from '@engram/kernel';
import type { Change, Sequence } from '../../../../ports/stores.port';

export interface ChangedRow {
  entity: Change['entity'];
  entityId: string;
  rowId: number;
  operation: Change['operation'];
}

/** Appends to the change feed within the write's own transaction, and reads it. */
export class ChangeLog {
  private readonly insert: Database.Statement;
  private readonly last: Database.Statement;
  private readonly page: Database.Statement;

  constructor(db: Database.Database) {
    this.insert = db.prepare(
      'INSERT INTO change (entity, entity_id, row_id, operation, at) VALUES (?, ?, ?, ?, ?)',
    );
    this.last = db.prepare('SELECT max(sequence) FROM change').pluck();
    this.page = db.prepare(
      `SELECT sequence, entity, entity_id AS entityId, operation, at FROM change
       WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    );
  }

  append(row: ChangedRow, at: EpochMs): void {
    this.insert.run(row.entity, row.entityId, row.rowId, row.operation, at);
  }

  sequence(): Sequence {
    return (this.last.get() as number | null) ?? 0;
  }

  after(sequence: Sequence, limit: number): Change[] {
    return this.page.all(sequence, limit) as Change[];
  }
}
