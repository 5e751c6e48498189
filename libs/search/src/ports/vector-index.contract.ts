import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseTenantId } from '@engram/kernel';
import { type IndexFixture, MemoryWriter } from '../testing/index-fixture';
import type { VectorIndex } from './vector-index.port';

const OURS = parseTenantId('ours');
const THEIRS = parseTenantId('theirs');

/** What every vector index keeps to. */
export function vectorIndexContract(name: string, make: () => Promise<IndexFixture<VectorIndex>>): void {
  describe(`vector index: ${name}`, () => {
    let fixture: IndexFixture<VectorIndex>;
    let writer: MemoryWriter;
    const search = (vector: readonly number[], filter = {}, limit = 10) =>
      fixture.index.search(OURS, { vector: Float32Array.from(vector), filter, limit });

    before(async () => {
      fixture = await make();
      writer = new MemoryWriter(fixture.stores, fixture.clock);
    });
    after(() => fixture.close());

    it('finds nothing in a tenant that was never written', async () => {
      const vector = Float32Array.of(1, 0, 0, 0);
      assert.deepEqual(await fixture.index.search(parseTenantId('nobody'), { vector, limit: 10 }), []);
    });

    it('puts the nearest first, with the cosine as score', async () => {
      const far = await writer.remember(OURS, 'far', { vector: [0, 1, 0, 0], tags: ['first'] });
      const near = await writer.remember(OURS, 'near', { vector: [3, 4, 0, 0], tags: ['first'] });
      const hits = await search([0, 0, 0, 0].with(0, 2), { tags: ['first'] });
      assert.deepEqual(
        hits.map(({ id }) => id),
        [near, far],
      );
      assert.ok(Math.abs((hits[0]?.score ?? 0) - 0.6) < 1e-5);
      assert.ok(Math.abs(hits[1]?.score ?? 1) < 1e-5);
    });

    it('counts a memory once, by its best passage', async () => {
      const passages = [
        { start: 0, end: 4, vector: Float32Array.of(0, 0, 1, 0) },
        { start: 4, end: 8, vector: Float32Array.of(0, 0, 1, 1) },
        { start: 8, end: 12, vector: null },
      ];
      const id = await writer.remember(OURS, 'three parts.', { passages, tags: ['parts'] });
      const hits = await search([0, 0, 1, 1], { tags: ['parts'] });
      assert.deepEqual(
        hits.map((hit) => [hit.id, hit.passage]),
        [[id, { start: 4, end: 8 }]],
      );
    });

    it('never answers from another tenant', async () => {
      const theirs = await writer.remember(THEIRS, 'theirs', { vector: [0, 0, 0, 1] });
      const hits = await search([0, 0, 0, 1], {}, 100);
      assert.ok(hits.every(({ id }) => id !== theirs));
    });

    it('filters before it ranks', async () => {
      for (let turn = 0; turn < 30; turn++) await writer.remember(OURS, `${turn}`, { vector: [1, 1, 1, 1] });
      const tagged = await writer.remember(OURS, 'tagged', { vector: [-1, 1, 0, 0], tags: ['sea'] });
      const hits = await search([1, 1, 1, 1], { tags: ['sea'] });
      assert.deepEqual(
        hits.map(({ id }) => id),
        [tagged],
      );
    });

    it('forgets what was deleted or has expired', async () => {
      const filter = { tags: ['passing'] };
      const given = { vector: [1, 0, 0, 0], tags: ['passing'] };
      const deleted = await writer.remember(OURS, 'deleted', given);
      await writer.remember(OURS, 'expiring', { ...given, expiresAt: fixture.clock.now() + 1_000 });
      assert.equal((await search([1, 0, 0, 0], filter)).length, 2);
      await fixture.stores.of(OURS).memories.remove(deleted);
      assert.equal((await search([1, 0, 0, 0], filter)).length, 1);
      fixture.clock.advance(1_000);
      assert.equal((await search([1, 0, 0, 0], filter)).length, 0);
    });

    it('has nothing near a vector of other dimensions', async () => {
      assert.deepEqual(await search([1, 0, 0, 0, 0]), []);
    });

    it('is never behind the rows', async () => {
      const stats = await fixture.index.stats(OURS);
      assert.ok(stats.vectors > 30);
      assert.equal(stats.sequence, await fixture.stores.of(OURS).feed.sequence());
    });
  });
}
