import type Database from 'better-sqlite3';
import type { Random } from '@engram/kernel';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import { isBusy } from '../sqlite-errors';

export interface WriteJob {
  run(): unknown;
  done(value: unknown): void;
  failed(error: unknown): void;
}

type Outcome = { job: WriteJob; value: unknown } | { job: WriteJob; error: unknown };

/** Failures of the file rather than of one request: the transaction is lost with all that shared it. */
function endsTransaction(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT');
}

/**
 * Group commit. All writes of a tenant that are waiting share one transaction and one sync of the disk, each within a
 * savepoint of its own, so that one that fails takes nobody along. Nobody is answered before COMMIT has returned.
 */
export class WriteQueue {
  private waiting: WriteJob[] = [];
  private scheduled = false;
  private linger: NodeJS.Timeout | undefined;
  /** Writers that were at it when the last group was committed: so many may be back in a moment. */
  private expected = 1;
  private lockedSince: number | undefined;
  private settledListeners: (() => void)[] = [];
  private readonly begin: Database.Statement;
  private readonly commit: Database.Statement;
  private readonly rollback: Database.Statement;
  private readonly savepoint: Database.Statement;
  private readonly release: Database.Statement;
  private readonly undo: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    private readonly busyTimeoutMs: number,
    private readonly random: Random,
    private readonly committed: () => void,
  ) {
    this.begin = db.prepare('BEGIN IMMEDIATE');
    this.commit = db.prepare('COMMIT');
    this.rollback = db.prepare('ROLLBACK');
    this.savepoint = db.prepare('SAVEPOINT one');
    this.release = db.prepare('RELEASE one');
    this.undo = db.prepare('ROLLBACK TO one');
  }

  push(job: WriteJob): void {
    this.waiting.push(job);
    if (this.linger && this.waiting.length >= this.expected) {
      clearTimeout(this.linger);
      this.linger = undefined;
      this.scheduled = false;
    }
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0) return;
    this.scheduled = true;
    const start = () => {
      this.scheduled = false;
      this.linger = undefined;
      this.drain();
    };
    // Never at once: what arrived together is committed together. Writers who have just been answered are given a
    // moment to come back, or two halves of them would take turns, each waiting for the other's commit.
    if (this.waiting.length >= this.expected) setImmediate(start);
    else this.linger = setTimeout(start, SQLITE_LIMITS.lingerMs);
  }

  private drain(): void {
    try {
      this.begin.run();
      this.lockedSince = undefined;
    } catch (error) {
      if (isBusy(error) && this.mayWait()) return;
      this.lockedSince = undefined;
      for (const job of this.waiting.splice(0)) job.failed(error);
      this.settle();
      return;
    }
    this.runGroup(this.waiting.splice(0, SQLITE_LIMITS.groupWrites));
    this.schedule();
    this.settle();
  }

  private settle(): void {
    if (this.waiting.length === 0) for (const listener of this.settledListeners.splice(0)) listener();
  }

  /** Another process holds the lock: comes back shortly, without keeping other tenants of this thread waiting. */
  private mayWait(): boolean {
    this.lockedSince ??= performance.now();
    if (performance.now() - this.lockedSince >= this.busyTimeoutMs) return false;
    this.scheduled = true;
    setTimeout(
      () => {
        this.scheduled = false;
        this.drain();
      },
      1 + this.random.below(SQLITE_LIMITS.busyRetryMs),
    );
    return true;
  }

  private runGroup(group: readonly WriteJob[]): void {
    let outcomes: Outcome[];
    try {
      outcomes = group.map((job) => this.runOne(job));
      this.commit.run();
    } catch (error) {
      this.abandon();
      for (const job of group) job.failed(error);
      return;
    }
    this.committed();
    this.expected = Math.min(group.length + this.waiting.length, SQLITE_LIMITS.groupWrites);
    for (const outcome of outcomes) {
      if ('error' in outcome) outcome.job.failed(outcome.error);
      else outcome.job.done(outcome.value);
    }
  }

  private runOne(job: WriteJob): Outcome {
    this.savepoint.run();
    try {
      const value = job.run();
      this.release.run();
      return { job, value };
    } catch (error) {
      if (endsTransaction(error) || !this.db.inTransaction) throw error;
      this.undo.run();
      this.release.run();
      return { job, error };
    }
  }

  private abandon(): void {
    if (!this.db.inTransaction) return;
    try {
      this.rollback.run();
    } catch {
      // SQLite has rolled back by itself: that is what was wanted.
    }
  }

  /** Resolves once nothing waits any more. */
  settled(): Promise<void> {
    if (this.waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.settledListeners.push(resolve));
  }
}
