import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3';
import { SqliteDatabase } from '../../sqlite-driver';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import { isReadOnly } from '../sqlite-errors';

/** What holds for every connection to a tenant's file. */
function configure(db: Database.Database, maxPages: number | null): void {
  // Explicitly FULL: better-sqlite3 is built with NORMAL for WAL, which may lose acknowledged commits at power loss.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('mmap_size = 0');
  db.pragma('temp_store = MEMORY');
  // A bulk load writes the same pages again and again: the longer the log, the fewer of them are copied twice.
  db.pragma(`wal_autocheckpoint = ${SQLITE_LIMITS.logPages}`);
  db.pragma(`journal_size_limit = ${SQLITE_LIMITS.logKeptBytes}`);
  db.pragma(`cache_size = -${SQLITE_LIMITS.cacheMinKib}`);
  if (maxPages !== null) db.pragma(`max_page_count = ${maxPages}`);
}

/** Takes a lock, and so finds out at once whether the folder allows what SQLite needs. */
function touchSchema(db: Database.Database): void {
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

function openWritable(file: string, maxPages: number | null): Database.Database {
  const db = new SqliteDatabase(file, { fileMustExist: true, timeout: SQLITE_LIMITS.busyWaitMs });
  try {
    db.pragma('journal_mode = WAL');
    configure(db, maxPages);
    touchSchema(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What can be read where nothing can be written, if SQLite itself manages: another process has the file open. */
function openShared(file: string): Database.Database {
  const db = new SqliteDatabase(file, {
    readonly: true,
    fileMustExist: true,
    timeout: SQLITE_LIMITS.busyWaitMs,
  });
  try {
    configure(db, null);
    touchSchema(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * SQLite reads a database with a log only where it can make its shared memory file beside it. In a folder that
 * forbids that nobody writes either, so a copy elsewhere, log included, is as good as the file itself.
 */
function openCopy(file: string): Database.Database {
  const folder = mkdtempSync(join(tmpdir(), 'engram-read-only-'));
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    chmodSync(copy, 0o600);
    const db = openWritable(copy, null);
    db.pragma('query_only = ON');
    return db;
  } finally {
    // Its files are open by now: where the system allows it their names go at once, so that no crash leaves them.
    if (process.platform !== 'win32') rmSync(folder, { recursive: true, force: true });
  }
}

export interface Connection {
  db: Database.Database;
  /** Undefined where it may write: otherwise how it reads. */
  readOnly: 'shared' | 'copy' | undefined;
}

/** Opens for writing, or where the file system forbids that for reading. */
export function openConnection(file: string, maxPages: number | null): Connection {
  try {
    return { db: openWritable(file, maxPages), readOnly: undefined };
  } catch (error) {
    if (!isReadOnly(error)) throw error;
  }
  try {
    return { db: openShared(file), readOnly: 'shared' };
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    return { db: openCopy(file), readOnly: 'copy' };
  }
}
