import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IndexedChange, IndexedRow } from '../../ports/index-source.port';
import { anEdge } from '../../testing/graph-builder';
import { aMemory, memories, SPACE } from '../../testing/memory-builder';
import { freshTenant, StoreFixture } from '../../testing/store-fixture';
import type { SqliteOptions } from './sqlite.options';
import { SqliteTenantExtensions } from './sqlite-tenant-extensions';

const PROBE = {
  name: 'probe',
  module: require.resolve('../../testing/probe.extension'),
  options: { bytes: 1_000 },
};

describe('tenant extensions', () => {
  let fixture: StoreFixture;

  function open(options: Partial<SqliteOptions> = {}) {
    const stores = fixture.open({ extensions: [PROBE], ...options });
    const extensions = new SqliteTenantExtensions(stores);
    const probe = <Result>(tenant: ReturnType<typeof freshTenant>, method: string, args?: unknown) =>
      extensions.call<Result>(tenant, 'probe', method, args);
    return { stores, probe, extensions };
  }

  beforeEach(() => {
    fixture = new StoreFixture();
  });
  afterEach(() => fixture.close());

  it('read rows, changes and vectors of their tenant, committed by whomever', async () => {
    const { stores, probe } = open();
    const other = fixture.open();
    const tenant = freshTenant();
    assert.equal(await probe(tenant, 'sequence'), 0);
    assert.deepEqual(await probe(tenant, 'scan', { after: 0, limit: 10 }), []);
    const write = aMemory({
      tags: ['t'],
      content: 'a\0đ',
      passages: [
        { start: 0, end: 1, vector: new Float32Array([1, 2, 3, 4]) },
        { start: 1, end: 3, vector: null },
      ],
    });
    await stores.of(tenant).memories.remember([write], SPACE);
    await other.of(tenant).graph.upsertEdges([anEdge('a', 'b')], { createMissing: true });
    await other.of(tenant).memories.remember(memories(5), SPACE);
    assert.equal(await probe(tenant, 'sequence'), 9);
    const changes = await probe<IndexedChange[]>(tenant, 'changes', { after: 0, limit: 100 });
    assert.deepEqual(
      changes.map(({ sequence }) => sequence),
      [1, 5, 6, 7, 8, 9],
    );
    const scanned = await probe<IndexedRow[]>(tenant, 'scan', { after: 0, limit: 4 });
    assert.deepEqual(
      scanned.map(({ rowId }) => rowId),
      [1, 2, 3, 4],
    );
    const [first] = scanned;
    assert.equal(first?.content, 'a\0đ');
    assert.deepEqual(first.tags, ['t']);
    assert.deepEqual(
      first.passages.map(({ start, end, vector }) => [start, end, vector && [...vector]]),
      [
        [0, 1, [1, 2, 3, 4]],
        [1, 3, null],
      ],
    );
    const ids = first.passages.map(({ passageId }) => passageId);
    const vectors = await probe<(Float32Array | null)[]>(tenant, 'vectors', [...ids, 999]);
    assert.deepEqual(vectors, [new Float32Array([1, 2, 3, 4]), null, null]);
    const rows = await probe<IndexedRow[]>(tenant, 'rows', [1, 999, 3]);
    assert.deepEqual(rows.map(({ rowId }) => rowId).sort(), [1, 3]);
    assert.deepEqual(
      rows.find(({ rowId }) => rowId === 1),
      first,
    );
  });

  it('follow a tenant that is being filled before anybody asks', async () => {
    const { stores, probe } = open({ workers: 1 });
    const [filled, small, observer] = [freshTenant(), freshTenant(), freshTenant()];
    await stores.of(small).memories.remember(memories(5), SPACE);
    for (let batch = 0; batch < 4; batch++) await stores.of(filled).memories.remember(memories(100), SPACE);
    const events = await probe<string[]>(observer, 'events');
    assert.ok(events.includes(`${filled} open`));
    assert.ok(!events.includes(`${small} open`));
  });

  it('are told of commits before the writer is, of rest, and of the end', async () => {
    const { stores, probe } = open();
    const tenant = freshTenant();
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
    await probe(tenant, 'sequence');
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
    assert.deepEqual(await probe(tenant, 'events'), [`${tenant} open`, `${tenant} committed 2`]);
    await sleep(1_300);
    assert.ok((await probe<string[]>(tenant, 'events')).includes(`${tenant} idle`));
  });

  it('are closed, least recently used first, when they hold too much', async () => {
    const { stores, probe } = open({ maxIndexBytes: 2_500 });
    const [one, two, three] = [freshTenant(), freshTenant(), freshTenant()];
    for (const tenant of [one, two, three]) {
      await stores.of(tenant).memories.remember([aMemory()], SPACE);
      await probe(tenant, 'sequence');
    }
    const events = await probe<string[]>(three, 'events');
    assert.deepEqual(
      events.filter((event) => event.endsWith('close')),
      [`${one} close`],
    );
    assert.equal(await probe(one, 'sequence'), 1);
  });

  it('fail without harm to the store, and say so in the log with the correlation id', async () => {
    const { stores, probe, extensions } = open({ contextProvider: () => 'request-7' });
    const tenant = freshTenant();
    await assert.rejects(probe(tenant, 'fail'), { code: 'INTERNAL_ERROR' });
    await assert.rejects(extensions.call(tenant, 'nobody', 'x', null), { code: 'INTERNAL_ERROR' });
    await probe(tenant, 'log', 'hello');
    const lines = fixture.log.map(({ level, message, context }) => ({ level, message, context }));
    assert.deepEqual(lines, [
      { level: 'error', message: 'a call to the store failed', context: 'request-7' },
      { level: 'info', message: 'hello', context: 'request-7' },
    ]);
    assert.deepEqual(await probe(tenant, 'transfer'), new Float32Array([1, 2, 3]));
    await stores.of(tenant).memories.remember([aMemory()], SPACE);
  });

  it('that end their thread cost the calls under way, no more', async () => {
    const { stores, probe } = open();
    const tenant = freshTenant();
    const write = aMemory();
    await stores.of(tenant).memories.remember([write], SPACE);
    await probe(tenant, 'crash').catch(() => undefined);
    const under = Promise.allSettled(Array.from({ length: 3 }, () => probe(tenant, 'sequence')));
    for (const result of await under) {
      if (result.status === 'rejected')
        assert.equal((result.reason as { code: string }).code, 'STORE_UNAVAILABLE');
    }
    await sleep(50);
    assert.equal((await stores.of(tenant).memories.get(write.id))?.id, write.id);
    assert.ok(fixture.log.some(({ message }) => message === 'a store thread died'));
  });

  it('and all other calls are refused when too many wait', async () => {
    const { stores, probe } = open({ maxQueue: 10 });
    const tenant = freshTenant();
    const calls = Array.from({ length: 12 }, () => probe(tenant, 'block', 5));
    const results = await Promise.allSettled(calls);
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 2);
    assert.equal((await stores.of(tenant).memories.stats()).memories, 0);
  });
});
