import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { SqliteStores } from './sqlite-stores';
import { DEFAULT_TENANT } from '@engram/kernel';
import { memories, SPACE } from '../../testing/memory-builder';
import { StoreFixture } from '../../testing/store-fixture';

const READER = require.resolve('../../testing/read-only-reader.main');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Root may write everywhere: then the reader runs as nobody. */
function readAsGuest(home: string): unknown {
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const { stdout, stderr } = spawnSync(process.execPath, [READER, home, DEFAULT_TENANT], {
    ...user,
    cwd: '/',
  });
  assert.ok(stdout.length > 0, stderr.toString());
  return JSON.parse(stdout.toString());
}

describe('a read-only folder', { skip: process.platform === 'win32' && 'permissions of POSIX' }, () => {
  let fixture: StoreFixture;
  let stores: SqliteStores;

  function setModes(directory: number, file: number): void {
    const paths = fixture.paths(DEFAULT_TENANT);
    for (const name of readdirSync(paths.directory)) chmodSync(join(paths.directory, name), file);
    for (const folder of [paths.directory, paths.parent, dirname(paths.parent)]) chmodSync(folder, directory);
  }

  beforeEach(async () => {
    fixture = new StoreFixture();
    stores = fixture.open();
    await stores.of(DEFAULT_TENANT).memories.remember(memories(7), SPACE);
  });
  afterEach(async () => {
    setModes(0o755, 0o644);
    await fixture.close();
  });

  const expected = { before: 7, write: 'STORE_UNAVAILABLE', another: 'STORE_UNAVAILABLE', after: 7 };

  it('is read, and refuses writes clearly', async () => {
    await stores.close();
    setModes(0o555, 0o444);
    assert.deepEqual(readAsGuest(fixture.home), expected);
  });

  it('is read with the log that a killed process left', async () => {
    const { file, directory } = fixture.paths(DEFAULT_TENANT);
    const kept = ['', '-wal'].map((suffix) => ({ path: file + suffix, bytes: readFileSync(file + suffix) }));
    assert.ok((kept[1]?.bytes.length ?? 0) > 0);
    await stores.close();
    for (const name of readdirSync(directory)) rmSync(join(directory, name));
    for (const { path, bytes } of kept) writeFileSync(path, bytes);
    setModes(0o555, 0o444);
    assert.deepEqual(readAsGuest(fixture.home), expected);
  });

  it('is read while another user has it open', () => {
    setModes(0o555, 0o444);
    assert.deepEqual(readAsGuest(fixture.home), expected);
  });
});
