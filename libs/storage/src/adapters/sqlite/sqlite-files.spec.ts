import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_TENANT, parseTenantId } from '@engram/kernel';
import { aNode } from '../../testing/graph-builder';
import { aMemory, memories, SPACE } from '../../testing/memory-builder';
import { freshTenant, StoreFixture } from '../../testing/store-fixture';
import { SqliteDatabase } from './sqlite-driver';

const onLinux = { skip: process.platform !== 'linux' && 'reads /proc' };

function openFilesBelow(folder: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;
}

describe('SQLite stores on disk', () => {
  let fixture: StoreFixture;

  beforeEach(() => {
    fixture = new StoreFixture();
  });
  afterEach(() => fixture.close());

  it('make a tenant with its first write, for its owner alone', async () => {
    const stores = fixture.open();
    const tenant = parseTenantId('Acme');
    assert.equal((await stores.of(tenant).memories.stats()).memories, 0);
    assert.equal(await stores.of(tenant).memories.remove(aMemory().id), false);
    assert.deepEqual(await stores.list(), []);
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
    await stores.of(DEFAULT_TENANT).graph.upsertNodes([aNode('a')]);
    assert.deepEqual(await stores.list(), ['Acme', 'default']);
    const { file, directory } = fixture.paths(tenant);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    assert.deepEqual(
      readdirSync(directory).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  it('refuse every call once closed', async () => {
    const stores = fixture.open();
    const { memories: store, graph, feed } = stores.of(freshTenant());
    const under = store.remember([aMemory()], SPACE);
    await Promise.all([stores.close(), stores.close()]);
    assert.equal((await under).length, 1);
    for (const call of [store.stats(), graph.stats(), feed.sequence(), stores.list()]) {
      await assert.rejects(call, { code: 'STORE_UNAVAILABLE' });
    }
  });

  it('write counted accesses when they are closed', async () => {
    const tenant = freshTenant();
    const stores = fixture.open();
    const write = aMemory();
    await stores.of(tenant).memories.remember([write], SPACE);
    for (let time = 1; time <= 3; time += 1) stores.of(tenant).memories.touch([write.id], time);
    await stores.close();
    const memory = await fixture.open().of(tenant).memories.get(write.id);
    assert.deepEqual([memory?.accessCount, memory?.lastAccessedAt], [3, 3]);
  });

  it('keep no more tenants open than they may', onLinux, async () => {
    const stores = fixture.open({ maxOpen: 5, maxOpenGraphs: 2 });
    const tenants = Array.from({ length: 30 }, () => freshTenant());
    await Promise.all(tenants.map((tenant) => stores.of(tenant).memories.remember([aMemory()], SPACE)));
    for (let round = 0; round < 100; round += 1) {
      const tenant = tenants[(round * 7) % 30] ?? DEFAULT_TENANT;
      await stores.of(tenant).graph.upsertNodes([aNode(`n${round}`)]);
    }
    // A database, its log and its shared memory.
    assert.ok(openFilesBelow(fixture.home) <= 5 * 3, `${openFilesBelow(fixture.home)} files are open`);
    for (const tenant of tenants) {
      assert.equal((await stores.of(tenant).memories.stats()).memories, 1);
      assert.ok((await stores.of(tenant).graph.stats()).nodes >= 3);
    }
  });

  it('wait for another process, then say that they are busy, and keep the others going', async () => {
    const stores = fixture.open({ busyTimeoutMs: 400 });
    const [tenant, neighbour] = [freshTenant(), freshTenant()];
    for (const each of [tenant, neighbour]) await stores.of(each).memories.remember([aMemory()], SPACE);
    const blocker = new SqliteDatabase(fixture.paths(tenant).file);
    blocker.exec('BEGIN IMMEDIATE');
    const refused = stores.of(tenant).memories.remember([aMemory()], SPACE);
    const started = performance.now();
    await stores.of(neighbour).memories.remember([aMemory()], SPACE);
    assert.ok(performance.now() - started < 390, 'a neighbour waited for the lock');
    assert.equal((await stores.of(tenant).memories.stats()).memories, 1);
    await assert.rejects(refused, { code: 'STORE_UNAVAILABLE' });
    const patient = stores.of(tenant).memories.remember([aMemory()], SPACE);
    await sleep(100);
    blocker.exec('ROLLBACK');
    blocker.close();
    assert.equal((await patient).length, 1);
  });

  it('wait for another process that is just leaving', async () => {
    const tenant = freshTenant();
    await fixture.open().of(tenant).memories.remember([aMemory()], SPACE);
    await fixture.close();
    fixture = new StoreFixture();
    const first = fixture.open();
    await first.of(tenant).memories.remember([aMemory()], SPACE);
    await first.close();
    const leaving = new SqliteDatabase(fixture.paths(tenant).file);
    leaving.pragma('locking_mode = EXCLUSIVE');
    leaving.exec('BEGIN EXCLUSIVE; COMMIT');
    const arriving = fixture.open().of(tenant).memories.stats();
    await sleep(300);
    leaving.close();
    assert.equal((await arriving).memories, 1);
  });

  it('say that the disk is full, lose nothing and go on reading', async () => {
    const tenant = freshTenant();
    const stores = fixture.open({ maxPages: 120 });
    const { memories: store } = stores.of(tenant);
    const stored: string[] = [];
    let failure: unknown;
    for (let round = 0; round < 200 && !failure; round += 1) {
      const write = aMemory({ content: 'x'.repeat(5_000) });
      await store.remember([write], SPACE).then(
        () => stored.push(write.id),
        (error: unknown) => (failure = error),
      );
    }
    assert.equal((failure as { code: string }).code, 'STORE_UNAVAILABLE');
    assert.ok(stored.length > 10);
    assert.equal((await store.stats()).memories, stored.length);
    await assert.rejects(store.remember(memories(50, { content: 'y'.repeat(5_000) }), SPACE), {
      code: 'STORE_UNAVAILABLE',
    });
    assert.deepEqual((await stores.of(tenant).verify()).problems, []);
    await stores.close();
    await fixture.open().of(tenant).memories.remember([aMemory()], SPACE);
  });

  it('notice that another file was put in place', async () => {
    const tenant = freshTenant();
    const stores = fixture.open();
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
    await stores.close();
    const { file, directory } = fixture.paths(tenant);
    const backup = `${fixture.home}/backup.db`;
    copyFileSync(file, backup);
    const again = fixture.open();
    await again.of(tenant).memories.remember(memories(9), SPACE);
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    copyFileSync(backup, file);
    await again.of(tenant).memories.remember([aMemory()], SPACE);
    assert.equal((await again.of(tenant).memories.stats()).memories, 2);
    rmSync(directory, { recursive: true });
    await again.of(tenant).memories.remember([aMemory()], SPACE);
    assert.equal((await again.of(tenant).memories.stats()).memories, 1);
    assert.ok(existsSync(file));
  });

  it('let one write of a group fail alone', async () => {
    const { memories: store } = fixture.open().of(freshTenant());
    const taken = aMemory();
    await store.remember([taken], SPACE);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        store.remember([index % 4 === 0 ? { ...aMemory(), id: taken.id } : aMemory()], SPACE),
      ),
    );
    const failed = results
      .map(({ status }, index) => (status === 'rejected' ? index : -1))
      .filter((index) => index >= 0);
    assert.deepEqual(failed, [0, 4, 8, 12, 16]);
    assert.equal((await store.stats()).memories, 16);
  });

  it('make one tenant when several begin it at once', async () => {
    const tenant = freshTenant();
    const all = Array.from({ length: 4 }, () => fixture.open());
    await Promise.all(
      all.map((stores) => stores.of(tenant).memories.remember([aMemory({ sessionId: 's' })], SPACE)),
    );
    const { items } = await (all[0] as (typeof all)[0]).of(tenant).memories.list({}, { limit: 10 });
    assert.deepEqual(items.map(({ sessionOrder }) => sessionOrder).sort(), [0, 1, 2, 3]);
  });
});
