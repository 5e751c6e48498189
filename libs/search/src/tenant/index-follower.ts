import { EngramError } from '@engram/kernel';
import type { IndexSource, Sequence } from '@engram/storage';
import type { VectorHeap } from '../vector/vector-heap';
import { IndexContent } from './index-content';
import { loadSnapshot, saveSnapshot } from './index-snapshot';

/** Changes and rows read in one go. */
const PAGE = 1_000;
/** Building fewer than these from rows is not worth a line in the log. */
const LOGGED_MEMORIES_MIN = 500;
/** When a snapshot is worth its writing. */
export interface SnapshotPolicy {
  /** A smaller index is built from rows as quickly as it is read. */
  memoriesMin: number;
  /** Changes since the last one, as a number and as a share of all, after which one is written in idle time … */
  whenIdle: { changes: number; share: number };
  /** … and when the tenant is closed: the next opening waits for what is left. */
  atClose: { changes: number; share: number };
  /** What was erased goes from the file in the next idle moment, unless there are more memories to write than these. */
  erasureMemoriesMax: number;
}

const POLICY: SnapshotPolicy = {
  memoriesMin: 500,
  whenIdle: { changes: 2_000, share: 0.05 },
  atClose: { changes: 200, share: 0.01 },
  erasureMemoriesMax: 200_000,
};

/** Tells an operator what an index does by itself: names and numbers, never content. */
export type IndexLog = (level: 'info' | 'warn', message: string, fields: Record<string, unknown>) => void;

export interface FollowerContext {
  source: IndexSource;
  heap: VectorHeap;
  /** Of the snapshot. */
  path: string;
  log: IndexLog;
  /** Left out: the house's. */
  snapshots?: SnapshotPolicy;
}

/** Keeps an index at the state of its tenant's rows, from whatever it finds: a snapshot, or nothing. */
export class IndexFollower {
  private current: IndexContent;
  private appliedSequence: Sequence = 0;
  private unsaved = 0;
  private erased = false;
  private opened = false;

  constructor(private readonly context: FollowerContext) {
    this.current = new IndexContent(context.heap);
  }

  /** As of the last {@link catchUp}. */
  get content(): IndexContent {
    return this.current;
  }
  get applied(): Sequence {
    return this.appliedSequence;
  }

  /** Brings the index to the rows as they are now, other processes' commits included. */
  catchUp(): void {
    const { source } = this.context;
    if (!this.opened) this.open();
    const committed = source.sequence();
    if (committed === this.appliedSequence) return;
    if (committed < this.appliedSequence) this.rebuild('the rows are older than the index');
    else this.applyOrRebuild(committed);
  }

  /** Writes a snapshot where enough has changed for it to be worth while. */
  saveIfDue(when: 'idle' | 'close'): void {
    const { memories } = this.current.columns;
    const { memoriesMin, whenIdle, atClose, erasureMemoriesMax } = this.context.snapshots ?? POLICY;
    const due = when === 'idle' ? whenIdle : atClose;
    const erasure = this.erased && memories <= erasureMemoriesMax;
    const grown = memories >= memoriesMin && this.unsaved >= Math.max(due.changes, memories * due.share);
    if (!erasure && !grown) return;
    this.save();
  }

  close(): void {
    this.current.close();
  }

  private save(): void {
    try {
      saveSnapshot(this.context.path, { content: this.current, applied: this.appliedSequence });
      this.unsaved = 0;
      this.erased = false;
    } catch (error) {
      this.context.log('warn', 'the snapshot of the index was not written', { error: String(error) });
    }
  }

  private open(): void {
    const { path, heap, source, log } = this.context;
    try {
      const saved = loadSnapshot(path, heap, source);
      if (saved) {
        this.current = saved.content;
        this.appliedSequence = saved.applied;
      }
    } catch (error) {
      log('warn', 'the snapshot of the index is not used', { error: String(error) });
    }
    if (this.appliedSequence === 0) this.rebuild('no snapshot');
    this.opened = true;
  }

  private applyOrRebuild(committed: Sequence): void {
    try {
      this.applyTail(committed);
    } catch (error) {
      // The rows are unreachable or memory is short: nothing that building anew would mend.
      if (error instanceof EngramError) throw error;
      this.rebuild(String(error));
    }
  }

  /** Changes are applied by row, so that one seen twice does no harm. */
  private applyTail(committed: Sequence): void {
    const { source } = this.context;
    for (;;) {
      const changes = source.changesAfter(this.appliedSequence, PAGE);
      if (changes.length > 0) this.refresh([...new Set(changes.map(({ rowId }) => rowId))]);
      const last = changes.at(-1)?.sequence ?? 0;
      if (changes.length < PAGE) {
        this.appliedSequence = Math.max(committed, last);
        return;
      }
      this.appliedSequence = last;
    }
  }

  private refresh(rowIds: readonly number[]): void {
    const gone = new Set(rowIds);
    for (const row of this.context.source.rows(rowIds)) {
      this.current.put(row);
      gone.delete(row.rowId);
    }
    for (const rowId of gone) {
      if (this.current.remove(rowId)) this.erased = true;
    }
    this.unsaved += rowIds.length;
  }

  private rebuild(why: string): void {
    const { source, heap, log } = this.context;
    this.current.close();
    this.current = new IndexContent(heap);
    this.appliedSequence = 0;
    const committed = source.sequence();
    for (let after = 0; ;) {
      const rows = source.scan(after, PAGE);
      for (const row of rows) this.current.put(row);
      after = rows.at(-1)?.rowId ?? after;
      if (rows.length < PAGE) break;
    }
    this.appliedSequence = committed;
    this.unsaved = this.current.columns.memories;
    if (this.unsaved >= LOGGED_MEMORIES_MIN)
      log('info', 'index built from rows', { why, memories: this.unsaved });
  }
}
