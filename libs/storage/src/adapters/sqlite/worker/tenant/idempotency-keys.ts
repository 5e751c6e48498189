import type Database from 'better-sqlite3';
import { ConflictError, LIMITS } from '@engram/kernel';
import type { EpochMs } from '@engram/kernel';
import type { Idempotency } from '../../../../ports/memory-store.port';
import { SQLITE_LIMITS } from '../../sqlite.limits';

/** First answers, kept in the transaction of the write they belong to. */
export class IdempotencyKeys {
  private readonly find: Database.Statement;
  private readonly insert: Database.Statement;
  private readonly purge: Database.Statement;

  constructor(db: Database.Database) {
    this.find = db.prepare('SELECT fingerprint, result FROM idempotency WHERE key = ? AND created_at > ?');
    this.insert = db.prepare(
      'INSERT OR REPLACE INTO idempotency (key, fingerprint, created_at, result) VALUES (?, ?, ?, ?)',
    );
    this.purge = db.prepare(
      `DELETE FROM idempotency WHERE key IN
       (SELECT key FROM idempotency WHERE created_at <= ? ORDER BY created_at LIMIT ${SQLITE_LIMITS.purgedKeys})`,
    );
  }

  /**
   * Runs `write` unless its key was seen within the time to live: then the first answer comes again.
   * @throws ConflictError the key was used for another request.
   */
  once<Result>(idempotency: Idempotency | undefined, now: EpochMs, write: () => Result): Result {
    if (!idempotency) return write();
    const oldest = now - LIMITS.idempotencyKeyTtlMs;
    const first = this.find.get(idempotency.key, oldest) as
      { fingerprint: string; result: string } | undefined;
    if (first) {
      if (first.fingerprint === idempotency.fingerprint) return JSON.parse(first.result) as Result;
      throw new ConflictError('this Idempotency-Key was used for another request: use a new key');
    }
    this.purge.run(oldest);
    const result = write();
    this.insert.run(idempotency.key, idempotency.fingerprint, now, JSON.stringify(result));
    return result;
  }
}
