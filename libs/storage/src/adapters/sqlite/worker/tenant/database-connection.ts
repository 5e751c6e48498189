import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
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

function openWritable(file: string, maxPages: number | null): Database.Database {
  const db = new Database(file, { fileMustExist: true, timeout: SQLITE_LIMITS.busyWaitMs });
  try {
    db.pragma('journal_mode = WAL');
    configure(db, maxPages);
    // Takes a lock and so finds out now, not at the first write, whether the folder lets us write.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openReadable(file: string): Database.Database {
  const log = `${file}-wal`;
  // In a folder that cannot be written SQLite cannot make its shared memory file. Without a log nothing is missing
  // from the file itself, and nobody can write: it may be read as it is.
  const still = !existsSync(`${file}-shm`) && (!existsSync(log) || statSync(log).size === 0);
  const name = still ? `${pathToFileURL(file).href}?immutable=1` : file;
  const db = new Database(name, { readonly: true, fileMustExist: !still, timeout: SQLITE_LIMITS.busyWaitMs });
  try {
    configure(db, null);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export interface Connection {
  db: Database.Database;
  readOnly: boolean;
}

/** Opens for writing, or where the file system forbids that for reading. */
export function openConnection(file: string, maxPages: number | null): Connection {
  try {
    return { db: openWritable(file, maxPages), readOnly: false };
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    return { db: openReadable(file), readOnly: true };
  }
}
