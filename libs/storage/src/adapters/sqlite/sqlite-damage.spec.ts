import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdirSync, openSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { TenantId } from '@engram/kernel';
import { aMemory, memories, SPACE } from '../../testing/memory-builder';
import { freshTenant, StoreFixture } from '../../testing/store-fixture';
import { SqliteDatabase } from './sqlite-driver';

const DAMAGES: [string, (file: string) => void][] = [
  ['an empty file', (file) => truncateSync(file, 0)],
  ['a file cut short', (file) => truncateSync(file, 50)],
  ['another kind of file', (file) => writeFileSync(file, 'x'.repeat(5_000))],
  [
    'a page of noise',
    (file) => {
      const handle = openSync(file, 'r+');
      for (let page = 1; page < statSync(file).size / 4096; page += 3) {
        writeSync(handle, Buffer.alloc(2_000, 0xa5), 0, 2_000, page * 4096);
      }
      closeSync(handle);
    },
  ],
];

describe('damaged tenant files', () => {
  let fixture: StoreFixture;
  let tenant: TenantId;

  beforeEach(async () => {
    fixture = new StoreFixture();
    tenant = freshTenant();
    const stores = fixture.open();
    await stores.of(tenant).memories.remember(memories(50), SPACE);
    await stores.close();
  });
  afterEach(() => fixture.close());

  for (const [what, damage] of DAMAGES) {
    it(`are refused and set aside unchanged: ${what}`, async () => {
      const { file, directory, marker } = fixture.paths(tenant);
      damage(file);
      const damaged = readFileSync(file);
      const stores = fixture.open();
      const { memories: store } = stores.of(tenant);
      await assert.rejects(store.stats(), { code: 'STORE_UNAVAILABLE' });
      await assert.rejects(store.remember([aMemory()], SPACE), { code: 'STORE_UNAVAILABLE' });
      await assert.rejects(stores.of(tenant).verify(), { code: 'STORE_UNAVAILABLE' });
      assert.equal(existsSync(file), false);
      assert.ok(existsSync(marker));
      const folder = readdirSync(directory).find((name) => name.startsWith('damaged-')) as string;
      assert.deepEqual(readFileSync(join(directory, folder, 'memory.db')), damaged);
      assert.ok((await stores.list()).includes(tenant));
      // Others are served as before.
      const neighbour = freshTenant();
      await stores.of(neighbour).memories.remember([aMemory()], SPACE);
      assert.equal((await stores.of(neighbour).memories.stats()).memories, 1);
    });
  }

  it('are served again once the operator has put a sound one back', async () => {
    const { file, marker } = fixture.paths(tenant);
    const copy = `${fixture.home}/copy.db`;
    copyFileSync(file, copy);
    writeFileSync(file, 'nonsense');
    const stores = fixture.open();
    await assert.rejects(stores.of(tenant).memories.stats(), { code: 'STORE_UNAVAILABLE' });
    copyFileSync(copy, file);
    assert.equal((await stores.of(tenant).memories.stats()).memories, 50);
    assert.equal(existsSync(marker), false);
  });

  it('start empty once the operator has removed the marker', async () => {
    const { file, marker } = fixture.paths(tenant);
    writeFileSync(file, 'nonsense');
    const stores = fixture.open();
    await assert.rejects(stores.of(tenant).memories.stats(), { code: 'STORE_UNAVAILABLE' });
    rmSync(marker);
    assert.equal((await stores.of(tenant).memories.stats()).memories, 0);
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
    assert.equal((await stores.of(tenant).memories.stats()).memories, 1);
  });

  it('found at work are looked at in full by the next call', async () => {
    const stores = fixture.open({ quickCheckBytes: 0 });
    const { file, marker } = fixture.paths(tenant);
    DAMAGES[3]?.[1](file);
    // The header and the schema are sound: the damage is met while reading, and the next opening finds it.
    await assert.rejects(stores.of(tenant).memories.removeMatching({ namespace: 'default' }), {
      code: 'STORE_UNAVAILABLE',
    });
    const fullCheck = fixture.open();
    await assert.rejects(fullCheck.of(tenant).memories.stats(), { code: 'STORE_UNAVAILABLE' });
    assert.ok(existsSync(marker));
  });
});

describe('tenant files of another version', () => {
  let fixture: StoreFixture;

  beforeEach(() => {
    fixture = new StoreFixture();
  });
  afterEach(() => fixture.close());

  it('are refused when newer, and left as they are', async () => {
    const tenant = freshTenant();
    await fixture.open().of(tenant).memories.remember([aMemory()], SPACE);
    await fixture.close();
    fixture = new StoreFixture();
    const stores = fixture.open();
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
    await stores.close();
    const { file } = fixture.paths(tenant);
    const db = new SqliteDatabase(file);
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(file);
    const newer = fixture.open();
    await assert.rejects(newer.of(tenant).memories.stats(), { code: 'STORE_UNAVAILABLE' });
    assert.deepEqual(readFileSync(file), before);
  });

  it('are migrated when older, once, by whichever comes first', async () => {
    const tenant = freshTenant();
    const { file, directory } = fixture.paths(tenant);
    mkdirSync(directory, { recursive: true });
    const db = new SqliteDatabase(file);
    db.exec('CREATE TABLE before (kept text)');
    db.close();
    const all = [fixture.open(), fixture.open(), fixture.open()];
    const outcomes = await Promise.all(
      all.map((stores) => stores.of(tenant).memories.remember([aMemory()], SPACE)),
    );
    assert.equal(outcomes.length, 3);
    assert.equal((await all[0]?.of(tenant).memories.stats())?.memories, 3);
    assert.deepEqual((await all[1]?.of(tenant).verify())?.problems, []);
  });
});
