import type Database from 'better-sqlite3';
import { ChangeLog } from './change-log';
import { EmbeddingSpaceRow } from './embedding-space-row';
import { IdempotencyKeys } from './idempotency-keys';
import { GraphRows } from '../graph/graph-rows';
import { MemoryRows } from '../memory/memory-rows';

/** The prepared statements of one open tenant; those of each kind are prepared when first needed. */
export class TenantRows {
  readonly changes: ChangeLog;
  readonly idempotency: IdempotencyKeys;
  readonly space: EmbeddingSpaceRow;
  private memoryRows: MemoryRows | undefined;
  private graphRows: GraphRows | undefined;

  constructor(readonly db: Database.Database) {
    this.changes = new ChangeLog(db);
    this.idempotency = new IdempotencyKeys(db);
    this.space = new EmbeddingSpaceRow(db);
  }

  get memories(): MemoryRows {
    return (this.memoryRows ??= new MemoryRows(this.db));
  }

  get graph(): GraphRows {
    return (this.graphRows ??= new GraphRows(this.db));
  }

  /** Frees what the graph holds; it comes back by itself. */
  releaseGraph(): void {
    this.graphRows = undefined;
  }
}
