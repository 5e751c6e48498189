import type { IndexedChange, IndexedRow, IndexSource, Sequence } from '@engram/storage';

/** Rows of a tenant in memory, with their change feed: what the SQLite worker gives an index, without a file. */
export class MemoryRows implements IndexSource {
  readonly rowsById = new Map<number, IndexedRow>();
  private readonly changes: IndexedChange[] = [];
  private last: Sequence = 0;
  private highest = 0;

  put(row: IndexedRow): void {
    const operation = this.rowsById.has(row.rowId) ? 'update' : 'create';
    this.rowsById.set(row.rowId, row);
    this.highest = Math.max(this.highest, row.rowId);
    this.changes.push({ sequence: ++this.last, rowId: row.rowId, operation });
  }

  delete(rowId: number): boolean {
    if (!this.rowsById.delete(rowId)) return false;
    this.changes.push({ sequence: ++this.last, rowId, operation: 'delete' });
    return true;
  }

  /** A change of something that is no memory. */
  skip(): void {
    this.last += 1;
  }

  sequence(): Sequence {
    return this.last;
  }

  changesAfter(sequence: Sequence, limit: number): IndexedChange[] {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.changes[middle] as IndexedChange).sequence <= sequence) low = middle + 1;
      else high = middle;
    }
    return this.changes.slice(low, low + limit);
  }

  rows(rowIds: readonly number[]): IndexedRow[] {
    return rowIds.flatMap((rowId) => this.rowsById.get(rowId) ?? []);
  }

  scan(afterRowId: number, limit: number): IndexedRow[] {
    const found: IndexedRow[] = [];
    for (let rowId = afterRowId + 1; rowId <= this.highest && found.length < limit; rowId++) {
      const row = this.rowsById.get(rowId);
      if (row) found.push(row);
    }
    return found;
  }

  vectors(passageIds: readonly number[]): (Float32Array | null)[] {
    return passageIds.map((id) => {
      const row = this.rowsById.get(Math.floor(id / 100));
      return row?.passages.find(({ passageId }) => passageId === id)?.vector ?? null;
    });
  }
}
