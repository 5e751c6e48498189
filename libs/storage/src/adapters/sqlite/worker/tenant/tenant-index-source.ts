import type Database from 'better-sqlite3';
import type { MemoryType } from '../../../../model/memory';
import type {
  IndexedChange,
  IndexedPassage,
  IndexedRow,
  IndexSource,
} from '../../../../ports/index-source.port';
import type { Sequence } from '../../../../ports/stores.port';
import { listOf } from '../memory/memory-row';
import { toStoreError } from '../sqlite-errors';
import type { TenantRows } from './tenant-rows';

type RawRow = [
  number,
  string,
  string,
  number,
  string,
  string | null,
  number | null,
  number,
  number | null,
  string,
  string,
  string,
];
type RawPassage = [number, number, number, number, Buffer | null];

const COLUMNS = `memory.row_id, memory.id, memory.memory_type, memory.priority, memory.namespace, memory.session_id,
  memory.session_order, memory.timestamp, memory.expires_at, memory.tags, memory.entities,
  memory.content`;
const PASSAGE_COLUMNS =
  'passage.memory_row, passage.row_id, passage.start_at, passage.end_at, passage.embedding';

function toVector(blob: Buffer | null): Float32Array | null {
  if (blob === null) return null;
  const { buffer, byteOffset, byteLength } = blob;
  if (byteOffset % 4 === 0) return new Float32Array(buffer, byteOffset, byteLength / 4);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

function toIndexed(raw: RawRow): IndexedRow {
  return {
    rowId: raw[0],
    id: raw[1],
    memoryType: raw[2] as MemoryType,
    priority: raw[3],
    namespace: raw[4],
    sessionId: raw[5],
    sessionOrder: raw[6],
    timestamp: raw[7],
    expiresAt: raw[8],
    tags: listOf(raw[9]),
    entities: listOf(raw[10]),
    content: raw[11],
    passages: [],
  };
}

function addPassages(rows: IndexedRow[], passages: readonly RawPassage[]): IndexedRow[] {
  const byRow = new Map<number, IndexedPassage[]>(rows.map((row) => [row.rowId, row.passages]));
  for (const [memoryRow, passageId, start, end, blob] of passages) {
    byRow.get(memoryRow)?.push({ passageId, start, end, vector: toVector(blob) });
  }
  return rows;
}

function reading<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw toStoreError(error);
  }
}

/** What a derived index reads of one open tenant. Raw rows: a build reads a hundred thousand of them. */
export class TenantIndexSource implements IndexSource {
  private readonly changes: Database.Statement;
  private readonly someRows: Database.Statement;
  private readonly somePassages: Database.Statement;
  private readonly nextRows: Database.Statement;
  private readonly passagesBetween: Database.Statement;
  private readonly vector: Database.Statement;

  constructor(private readonly tenant: TenantRows) {
    const { db } = tenant;
    this.changes = db
      .prepare(
        `SELECT sequence, row_id, operation FROM change INDEXED BY change_memory
         WHERE entity = 'memory' AND sequence > ? ORDER BY sequence LIMIT ?`,
      )
      .raw();
    const some = (columns: string, on: string, order: string) =>
      db
        .prepare(`SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN ${on} = wanted.value ${order}`)
        .raw();
    this.someRows = some(COLUMNS, 'memory ON memory.row_id', '');
    this.somePassages = some(PASSAGE_COLUMNS, 'passage ON passage.memory_row', '');
    this.nextRows = db
      .prepare(`SELECT ${COLUMNS} FROM memory WHERE row_id > ? ORDER BY row_id LIMIT ?`)
      .raw();
    this.passagesBetween = db
      .prepare(
        `SELECT ${PASSAGE_COLUMNS} FROM passage WHERE memory_row > ? AND memory_row <= ?
         ORDER BY memory_row, ordinal`,
      )
      .raw();
    this.vector = db.prepare('SELECT embedding FROM passage WHERE row_id = ?').pluck();
  }

  sequence(): Sequence {
    return reading(() => this.tenant.changes.sequence());
  }

  changesAfter(sequence: Sequence, limit: number): IndexedChange[] {
    const found = reading(() => this.changes.all(sequence, limit)) as [number, number, string][];
    return found.map(([at, rowId, operation]) => ({
      sequence: at,
      rowId,
      operation: operation as IndexedChange['operation'],
    }));
  }

  rows(rowIds: readonly number[]): IndexedRow[] {
    return reading(() => {
      const ids = JSON.stringify(rowIds);
      const rows = (this.someRows.all(ids) as RawRow[]).map(toIndexed);
      return addPassages(rows, this.somePassages.all(ids) as RawPassage[]);
    });
  }

  scan(afterRowId: number, limit: number): IndexedRow[] {
    return reading(() => {
      const rows = (this.nextRows.all(afterRowId, limit) as RawRow[]).map(toIndexed);
      const last = rows[rows.length - 1];
      if (!last) return [];
      return addPassages(rows, this.passagesBetween.all(afterRowId, last.rowId) as RawPassage[]);
    });
  }

  vectors(passageIds: readonly number[]): (Float32Array | null)[] {
    return reading(() =>
      passageIds.map((id) => toVector((this.vector.get(id) as Buffer | null | undefined) ?? null)),
    );
  }
}
