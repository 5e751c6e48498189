import { EngramError } from '@engram/kernel';
import type { IndexSource, Sequence } from '@engram/storage';
import type { VectorHeap } from '../vector/vector-heap';
import { IndexContent } from './index-content';
import { loadSnapshot, saveSnapshot } from './index-snapshot';

/** Changes and rows read in one go. */
const PAGE = 1_000;
/** A smaller index is built from rows as quickly as it is read. */
const SNAPSHOT_MEMORIES_MIN = 500;
/** Changes since the last snapshot, as a number and a share of all, that make a new one worth while in idle time … */
const DUE_WHEN_IDLE = { changes: 2_000, share: 0.05 };
/** … and when the tenant is closed: the next opening waits for what is left. */
const DUE_AT_CLOSE = { changes: 200, share: 0.01 };
/** What was erased goes from the snapshot in the next idle moment, unless that would write hundreds of megabytes. */
const ERASED_MEMORIES_MAX = 200_000;

/** Tells an operator what an index does by itself: names and numbers, never content. */
export type IndexLog = (level: 'info' | 'warn', message: string, fields: Record<string, unknown>) => void;

export interface FollowerContext {
  source: IndexSource;
  heap: VectorHeap;
  /** Of the snapshot. */
  path: string;
  log: IndexLog;
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
    const due = when === 'idle' ? DUE_WHEN_IDLE : DUE_AT_CLOSE;
    const erasure = this.erased && memories <= ERASED_MEMORIES_MAX;
    if (memories < SNAPSHOT_MEMORIES_MIN && !erasure) return;
    if (!erasure && this.unsaved < Math.max(due.changes, memories * due.share)) return;
    this.save();
  }

  save(): void {
    try {
      saveSnapshot(this.context.path, { content: this.current, applied: this.appliedSequence });
      this.unsaved = 0;
      this.erased = false;
    } catch (error) {
      this.context.log('warn', 'the snapshot of the index was not written', { error: String(error) });
    }
  }

  close(): void {
    this.current.close();
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
    if (this.unsaved >= SNAPSHOT_MEMORIES_MIN)
      log('info', 'index built from rows', { why, memories: this.unsaved });
  }
}
