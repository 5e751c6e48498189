import type Database from 'better-sqlite3';
import { StoreUnavailableError } from '@engram/kernel';
import { SQLITE_SCHEMA_VERSION } from '../../../../migrations/sqlite/schema-version';

export function schemaVersion(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** @throws StoreUnavailableError for a file that a newer version of Engram has written. */
export function refuseNewer(db: Database.Database): void {
  const version = schemaVersion(db);
  if (version > SQLITE_SCHEMA_VERSION) {
    throw new StoreUnavailableError(
      `this tenant's data has schema version ${version}, this Engram knows ${SQLITE_SCHEMA_VERSION}: run a newer Engram`,
      { retryAfterSeconds: 3600 },
    );
  }
}

/**
 * Brings a file up to this version's schema, all migrations in one transaction under the write lock, so that of two
 * processes that open an old file one migrates and the other waits. TypeORM takes a third of a second to load:
 * only here.
 */
export async function migrate(db: Database.Database): Promise<void> {
  const { DataSource } = await import('typeorm');
  const { SQLITE_MIGRATIONS } = await import('../../../../migrations/sqlite');
  const { SQLITE_ENTITIES } = await import('../../entities');
  const source = new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    // The connection that is already open: the lock below is held by it.
    driver: function openConnection() {
      return db;
    },
    entities: SQLITE_ENTITIES,
    migrations: SQLITE_MIGRATIONS,
    migrationsTableName: 'migration',
  });
  await source.initialize();
  // Tables that a migration rebuilds are dropped meanwhile; the check below makes up for it.
  db.pragma('foreign_keys = OFF');
  db.exec('BEGIN IMMEDIATE');
  try {
    if (schemaVersion(db) < SQLITE_SCHEMA_VERSION) await source.runMigrations({ transaction: 'none' });
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`the migration left ${broken.length} dangling references`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
