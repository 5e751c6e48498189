import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anEdge, aNode, keyOf } from '../testing/graph-builder';
import { aMemory, memories, SPACE } from '../testing/memory-builder';
import type { ChangeFeed, TenantStores } from './stores.port';

async function readAll(feed: ChangeFeed, limit: number) {
  const all = [];
  for (let after = 0; ;) {
    const page = await feed.after(after, limit);
    all.push(...page);
    if (page.length < limit) return all;
    after = page[page.length - 1]?.sequence ?? after;
  }
}

/** What every ChangeFeed must hold to, on its real engine. */
export function changeFeedContract(name: string, make: () => Promise<TenantStores>): void {
  describe(`ChangeFeed contract: ${name}`, () => {
    it('is empty before the first change', async () => {
      const { feed } = await make();
      assert.equal(await feed.sequence(), 0);
      assert.deepEqual(await feed.after(0, 10), []);
    });

    it('tells every change of memories, nodes and edges once, in order', async () => {
      const { memories: store, graph, feed } = await make();
      const write = aMemory();
      await store.remember([write], SPACE);
      await store.update(write.id, { priority: 1 }, SPACE);
      await store.remove(write.id);
      const edge = anEdge('a', 'b');
      await graph.upsertEdges([edge], { createMissing: true });
      await graph.upsertNodes([aNode('a', { attributes: { x: 1 } })]);
      await graph.deleteNode(keyOf('b'));
      const changes = await readAll(feed, 3);
      assert.deepEqual(
        changes.map(({ entity, entityId, operation }) => [entity, entityId, operation]),
        [
          ['memory', write.id, 'create'],
          ['memory', write.id, 'update'],
          ['memory', write.id, 'delete'],
          ['node', keyOf('a'), 'create'],
          ['node', keyOf('b'), 'create'],
          ['edge', edge.id, 'create'],
          ['node', keyOf('a'), 'update'],
          ['edge', edge.id, 'delete'],
          ['node', keyOf('b'), 'delete'],
        ],
      );
      assert.equal(await feed.sequence(), changes[changes.length - 1]?.sequence);
    });

    it('is missed by nobody who reads while others write', async () => {
      const { memories: store, feed } = await make();
      const writing = Promise.all(memories(60).map((write) => store.remember([write], SPACE)));
      const seen: number[] = [];
      while (seen.length < 60) {
        seen.push(...(await feed.after(seen[seen.length - 1] ?? 0, 7)).map(({ sequence }) => sequence));
      }
      await writing;
      assert.deepEqual(
        seen,
        [...new Set(seen)].sort((a, b) => a - b),
      );
      assert.equal(await feed.sequence(), seen[seen.length - 1]);
    });
  });
}
