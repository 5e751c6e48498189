import { SqliteDatabase } from '../../sqlite-driver';
import { migrate } from './database-migration';

/** Offsets of the file header that name the journal mode: 1 is a rollback journal, 2 write-ahead logging. */
const WRITE_VERSION = 18;
const READ_VERSION = 19;

/**
 * The bytes of an empty tenant file: migrated once, so that a thousand new tenants are a thousand small files
 * written and not a thousand migrations.
 */
export async function buildTemplate(): Promise<Uint8Array> {
  const db = new SqliteDatabase(':memory:');
  try {
    await migrate(db);
    return new Uint8Array(db.serialize());
  } finally {
    db.close();
  }
}

/** Already in WAL mode: a new file needs no lock and no write of its header when it is first opened. */
export function asFile(template: Uint8Array): Uint8Array {
  const bytes = template.slice();
  bytes[WRITE_VERSION] = 2;
  bytes[READ_VERSION] = 2;
  return bytes;
}
