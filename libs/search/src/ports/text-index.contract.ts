import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseTenantId } from '@engram/kernel';
import { type IndexFixture, MemoryWriter } from '../testing/index-fixture';
import type { TextIndex } from './text-index.port';

const OURS = parseTenantId('ours');
const THEIRS = parseTenantId('theirs');

/** What every text index keeps to. */
export function textIndexContract(name: string, make: () => Promise<IndexFixture<TextIndex>>): void {
  describe(`text index: ${name}`, () => {
    let fixture: IndexFixture<TextIndex>;
    let writer: MemoryWriter;
    const found = async (text: string, filter = {}) => {
      const hits = await fixture.index.search(OURS, { text, filter, limit: 10 });
      return hits.map(({ id }) => id);
    };

    before(async () => {
      fixture = await make();
      writer = new MemoryWriter(fixture.stores, fixture.clock);
    });
    after(() => fixture.close());

    it('finds nothing in a tenant that was never written', async () => {
      const hits = await fixture.index.search(parseTenantId('nobody'), { text: 'anything', limit: 10 });
      assert.deepEqual(hits, []);
    });

    it('finds what was just written, and tells which stretch matched', async () => {
      const id = await writer.remember(OURS, 'The violin stands in the attic');
      const [hit] = await fixture.index.search(OURS, { text: 'violins', limit: 10 });
      assert.equal(hit?.id, id);
      assert.ok(hit.score > 0);
      assert.deepEqual(hit.passage, { start: 0, end: 30 });
    });

    it('folds diacritics and ranks the exact form first', async () => {
      const plain = await writer.remember(OURS, 'tram comes at nine');
      const exact = await writer.remember(OURS, 'Trâm comes at nine');
      assert.deepEqual(await found('Trâm'), [exact, plain]);
      assert.deepEqual(new Set(await found('tram')), new Set([exact, plain]));
    });

    it('never answers from another tenant', async () => {
      await writer.remember(THEIRS, 'The password of the lighthouse');
      assert.deepEqual(await found('lighthouse'), []);
    });

    it('filters before it ranks', async () => {
      for (let turn = 0; turn < 30; turn++) await writer.remember(OURS, `harbour harbour ${turn}`);
      const tagged = await writer.remember(OURS, 'a boat in some harbour far away', { tags: ['sea'] });
      assert.deepEqual(await found('harbour', { tags: ['sea'] }), [tagged]);
      assert.equal((await found('harbour')).length, 10);
    });

    it('forgets what was deleted, changed or has expired', async () => {
      const { memories } = fixture.stores.of(OURS);
      const deleted = await writer.remember(OURS, 'quartz one');
      const expiring = await writer.remember(OURS, 'quartz two', { expiresAt: fixture.clock.now() + 1_000 });
      assert.deepEqual(new Set(await found('quartz')), new Set([deleted, expiring]));
      await memories.remove(deleted);
      assert.deepEqual(await found('quartz'), [expiring]);
      fixture.clock.advance(1_000);
      assert.deepEqual(await found('quartz'), []);
    });

    it('counts what it holds and is never behind the rows', async () => {
      const stats = await fixture.index.stats(OURS);
      assert.ok(
        stats.memories > 30 && stats.documents >= stats.memories && stats.terms > 0 && stats.bytes > 0,
      );
      assert.equal(stats.sequence, await fixture.stores.of(OURS).feed.sequence());
    });
  });
}
