import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataSource } from 'typeorm';
import { SQLITE_MIGRATIONS } from '.';
import { SQLITE_ENTITIES } from '../../adapters/sqlite/entities';
import { SqliteDatabase } from '../../adapters/sqlite/sqlite-driver';
import { SQLITE_SCHEMA_VERSION } from './schema-version';

describe('SQLite schema', () => {
  it('is after all migrations what the entities say', async () => {
    const source = new DataSource({
      type: 'better-sqlite3',
      database: ':memory:',
      driver: SqliteDatabase,
      entities: SQLITE_ENTITIES,
      migrations: SQLITE_MIGRATIONS,
      migrationsTableName: 'migration',
    });
    await source.initialize();
    await source.runMigrations();
    const log = await source.driver.createSchemaBuilder().log();
    assert.deepEqual(
      log.upQueries.map(({ query }) => query),
      [],
    );
    await source.destroy();
  });

  it('counts a version for each migration', () => {
    assert.equal(SQLITE_MIGRATIONS.length, SQLITE_SCHEMA_VERSION);
  });
});
