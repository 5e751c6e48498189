import type Database from 'better-sqlite3';
import { ConflictError, InternalError } from '@engram/kernel';
import type { Memory } from '../../../../model/memory';
import type { PackedPassage, PackedWrite } from '../../rpc/vector-packing';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import { FilterStatements } from './filter-statements';
import { MEMORY_COLUMNS, type MemoryRow, type RevisionRow } from './memory-row';

const INSERT = `INSERT INTO memory (id, memory_type, priority, namespace, session_id, session_order, topic_key,
  revision, timestamp, created_at, updated_at, expires_at, access_count, last_accessed_at, tags, entities, source,
  metadata, content) VALUES (${Array(19).fill('?').join(', ')})`;

const REPLACE = `UPDATE memory SET memory_type = ?, priority = ?, session_id = ?, session_order = ?, revision = ?,
  timestamp = ?, updated_at = ?, expires_at = ?, tags = ?, entities = ?, source = ?, metadata = ?, content = ?
  WHERE row_id = ?`;

const KEEP_REVISION = `INSERT INTO memory_revision (memory_row, revision, memory_type, priority, timestamp,
  updated_at, tags, entities, metadata, content) SELECT row_id, revision, memory_type, priority, timestamp,
  updated_at, tags, entities, metadata, content FROM memory WHERE row_id = ?`;

/** Statements over memories, their revisions and passages: no rules, those are with the operations. */
export class MemoryRows {
  readonly filters: FilterStatements;
  private readonly insertRow: Database.Statement;
  private readonly replaceRow: Database.Statement;
  private readonly byId: Database.Statement;
  private readonly byTopic: Database.Statement;
  private readonly lastOrder: Database.Statement;
  private readonly keepRevisionOf: Database.Statement;
  private readonly revisionsOf: Database.Statement;
  private readonly deleteRow: Database.Statement;
  private readonly insertPassage: Database.Statement;
  private readonly deletePassages: Database.Statement;
  private readonly countAccess: Database.Statement;

  constructor(db: Database.Database) {
    this.filters = new FilterStatements(db);
    this.insertRow = db.prepare(INSERT);
    this.replaceRow = db.prepare(REPLACE);
    this.byId = db.prepare(`SELECT ${MEMORY_COLUMNS} FROM memory WHERE id = ?`);
    this.byTopic = db.prepare(`SELECT ${MEMORY_COLUMNS} FROM memory WHERE topic_key = ? AND namespace = ?`);
    this.lastOrder = db
      .prepare('SELECT max(session_order) FROM memory WHERE session_id = ? AND namespace = ?')
      .pluck();
    this.keepRevisionOf = db.prepare(KEEP_REVISION);
    this.revisionsOf = db.prepare(
      `SELECT revision, memory_type, priority, timestamp, updated_at, tags, entities, metadata, content
       FROM memory_revision WHERE memory_row = ? ORDER BY revision DESC LIMIT ${SQLITE_LIMITS.revisions}`,
    );
    this.deleteRow = db.prepare('DELETE FROM memory WHERE row_id = ?');
    this.insertPassage = db.prepare(
      'INSERT INTO passage (memory_row, ordinal, start_at, end_at, embedding) VALUES (?, ?, ?, ?, ?)',
    );
    this.deletePassages = db.prepare('DELETE FROM passage WHERE memory_row = ?');
    this.countAccess = db.prepare(
      `UPDATE memory SET access_count = access_count + ?, last_accessed_at = max(coalesce(last_accessed_at, 0), ?)
       WHERE id = ?`,
    );
  }

  find(id: string): MemoryRow | undefined {
    return this.byId.get(id) as MemoryRow | undefined;
  }

  findTopic(topicKey: string, namespace: string): MemoryRow | undefined {
    return this.byTopic.get(topicKey, namespace) as MemoryRow | undefined;
  }

  nextOrder(sessionId: string, namespace: string): number {
    const last = this.lastOrder.get(sessionId, namespace) as number | null;
    return last === null ? 0 : last + 1;
  }

  insert(memory: Memory): number {
    try {
      const { lastInsertRowid } = this.insertRow.run(
        memory.id,
        memory.memoryType,
        memory.priority,
        memory.namespace,
        memory.sessionId,
        memory.sessionOrder,
        memory.topicKey,
        memory.revision,
        memory.timestamp,
        memory.createdAt,
        memory.updatedAt,
        memory.expiresAt,
        memory.accessCount,
        memory.lastAccessedAt,
        JSON.stringify(memory.tags),
        JSON.stringify(memory.entities),
        memory.source,
        JSON.stringify(memory.metadata),
        memory.content,
      );
      return Number(lastInsertRowid);
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
      throw new ConflictError('a memory with this id exists already');
    }
  }

  replace(rowId: number, memory: Memory): void {
    this.replaceRow.run(
      memory.memoryType,
      memory.priority,
      memory.sessionId,
      memory.sessionOrder,
      memory.revision,
      memory.timestamp,
      memory.updatedAt,
      memory.expiresAt,
      JSON.stringify(memory.tags),
      JSON.stringify(memory.entities),
      memory.source,
      JSON.stringify(memory.metadata),
      memory.content,
      rowId,
    );
  }

  keepRevision(rowId: number): void {
    this.keepRevisionOf.run(rowId);
  }

  revisions(rowId: number): RevisionRow[] {
    return this.revisionsOf.all(rowId) as RevisionRow[];
  }

  /** With its revisions and passages, which the foreign keys take along. */
  delete(rowId: number): void {
    this.deleteRow.run(rowId);
  }

  countAccesses(id: string, count: number, at: number): void {
    this.countAccess.run(count, at, id);
  }

  addPassages(rowId: number, passages: readonly PackedPassage[], vectors: Float32Array): void {
    if (passages.length === 0) throw new InternalError('a memory needs at least one passage');
    passages.forEach(({ start, end, at, length }, ordinal) => {
      const embedding = at < 0 ? null : Buffer.from(vectors.buffer, vectors.byteOffset + at * 4, length * 4);
      this.insertPassage.run(rowId, ordinal, start, end, embedding);
    });
  }

  replacePassages(rowId: number, passages: readonly PackedPassage[], vectors: Float32Array): void {
    this.deletePassages.run(rowId);
    this.addPassages(rowId, passages, vectors);
  }
}

/** What a new memory looks like once it is stored. */
export function newMemory(write: PackedWrite, sessionOrder: number | null, now: number): Memory {
  const { passages: _, ...given } = write;
  return {
    ...given,
    sessionOrder,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    accessCount: 0,
    lastAccessedAt: null,
  };
}
