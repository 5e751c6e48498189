import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ManualClock, NodeKey } from '@engram/kernel';
import { nodeKeyOf } from '@engram/kernel';
import fc from 'fast-check';
import type { GraphNode } from '../model/graph';
import { anEdge, aNode, keyOf } from '../testing/graph-builder';
import type { GraphStore } from './graph-store.port';
import type { TenantStores } from './stores.port';

export interface GraphStoreSubject {
  /** A tenant that holds nothing yet. */
  stores: TenantStores;
  stranger: TenantStores;
  clock: ManualClock;
}

const names = (nodes: readonly GraphNode[]) => nodes.map(({ name }) => name);
const sorted = (texts: readonly string[]) => [...texts].sort();
const page = { offset: 0, limit: 100 };

async function connect(graph: GraphStore, pairs: readonly [string, string][]): Promise<void> {
  await graph.upsertEdges(
    pairs.map(([from, to]) => anEdge(from, to)),
    { createMissing: true },
  );
}

/** What every GraphStore must hold to, on its real engine. */
export function graphStoreContract(name: string, make: () => Promise<GraphStoreSubject>): void {
  describe(`GraphStore contract: ${name}`, () => {
    nodes(make);
    edges(make);
    time(make);
    finding(make);
    walking(make);
    ways(make);
  });
}

function nodes(make: () => Promise<GraphStoreSubject>): void {
  it('creates a node, then merges into it', async () => {
    const { stores, clock } = await make();
    const { graph } = stores;
    const write = aNode('Ada', { labels: ['Person'], attributes: { role: 'author', gone: 1, none: null } });
    const [created] = await graph.upsertNodes([write]);
    assert.equal(created?.status, 'created');
    assert.deepEqual(created.node.labels, ['Thing', 'Person']);
    assert.deepEqual(created.node.attributes, { role: 'author', gone: 1 });
    clock.advance(10);
    const again = aNode('Ada', { labels: ['Pioneer'], attributes: { gone: null, born: 1815 } });
    const [updated] = await graph.upsertNodes([again]);
    assert.equal(updated?.status, 'updated');
    assert.equal(updated.node.id, write.id);
    assert.deepEqual(updated.node.labels, ['Thing', 'Person', 'Pioneer']);
    assert.deepEqual(updated.node.attributes, { role: 'author', born: 1815 });
    assert.equal(updated.node.updatedAt, updated.node.createdAt + 10);
    assert.deepEqual(await graph.getNode(keyOf('Ada')), updated.node);
  });

  it('makes no change of an upsert that says nothing new', async () => {
    const { stores } = await make();
    const write = aNode('Ada', { attributes: { a: [1, { b: 2 }] } });
    await stores.graph.upsertNodes([write, write]);
    await stores.graph.upsertEdges([anEdge('Ada', 'Ada'), anEdge('Ada', 'Ada')]);
    assert.equal(await stores.feed.sequence(), 2);
  });

  it('patches and deletes', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await connect(graph, [
      ['a', 'b'],
      ['c', 'a'],
      ['a', 'a'],
      ['b', 'c'],
    ]);
    const node = await graph.patchNode(keyOf('a'), { attributes: { x: 1 }, labels: ['L'] });
    assert.deepEqual([node.labels, node.attributes], [['Thing', 'L'], { x: 1 }]);
    await assert.rejects(graph.patchNode(keyOf('z'), {}), { code: 'NOT_FOUND' });
    assert.deepEqual(await graph.deleteNode(keyOf('a')), { edgesDeleted: 3 });
    assert.equal(await graph.deleteNode(keyOf('a')), undefined);
    assert.equal(await graph.getNode(keyOf('a')), undefined);
    assert.deepEqual(await graph.stats(), {
      nodes: 2,
      edges: 1,
      nodesByType: { Thing: 2 },
      edgesByRelation: { KNOWS: 1 },
    });
    assert.deepEqual((await stores.verify()).problems, []);
  });

  it('gives back any name and attribute byte for byte', async () => {
    const { stores } = await make();
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
      fc.constantFrom('a\0b', 'Đặng: Trâm', '__proto__', '👩‍👧'),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (name, attribute) => {
        const write = aNode(name, { attributes: { ['k' + attribute]: attribute } });
        await stores.graph.upsertNodes([write]);
        const node = await stores.graph.getNode(nodeKeyOf('Thing', name));
        assert.equal(node?.name, name);
        assert.equal(node.attributes['k' + attribute], attribute);
      }),
      { numRuns: 100 },
    );
  });

  it('writes all or nothing, and once for one idempotency key', async () => {
    const { stores } = await make();
    const { graph } = stores;
    const taken = aNode('a');
    await graph.upsertNodes([taken]);
    await assert.rejects(graph.upsertNodes([aNode('b'), aNode('c', { id: taken.id })]), { code: 'CONFLICT' });
    assert.equal(await graph.getNode(keyOf('b')), undefined);
    const key = { key: 'nodes:1', fingerprint: 'f' };
    const first = await graph.upsertNodes([aNode('d')], key);
    assert.deepEqual(await graph.upsertNodes([aNode('d')], key), first);
    assert.equal(first[0]?.status, 'created');
  });

  it('walks nodes and edges in order of their keys and ids', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await connect(
      graph,
      Array.from({ length: 12 }, (_, index) => [`n${index}`, `n${(index * 5) % 12}`] as const).map(
        ([a, b]): [string, string] => [a, b],
      ),
    );
    const keys: string[] = [];
    for (let after: NodeKey | undefined; ;) {
      const found = await graph.listNodes({ limit: 5, ...(after && { after }) });
      if (found.length === 0) break;
      keys.push(...found.map(({ key }) => key));
      after = found[found.length - 1]?.key;
    }
    assert.deepEqual(keys, sorted(keys));
    assert.equal(new Set(keys).size, 12);
    const firstEdges = await graph.listEdges({ limit: 7 });
    const rest = await graph.listEdges({ after: firstEdges[6]?.id as never, limit: 100 });
    const ids = [...firstEdges, ...rest].map(({ id }) => id as string);
    assert.deepEqual(ids, sorted(ids));
    assert.equal(ids.length, 12);
  });
}

function edges(make: () => Promise<GraphStoreSubject>): void {
  it('connects, and merges into the edge that says the same', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await graph.upsertNodes([aNode('a'), aNode('b')]);
    const write = anEdge('a', 'b', { attributes: { since: 2020 }, provenance: ['m1' as never] });
    const [created] = await graph.upsertEdges([write]);
    assert.equal(created?.status, 'created');
    assert.equal(created.edge.weight, 1);
    const more = anEdge('a', 'b', {
      weight: 3,
      attributes: { since: null, how: 'well' },
      provenance: ['m2' as never],
    });
    const [updated] = await graph.upsertEdges([more]);
    assert.equal(updated?.status, 'updated');
    assert.equal(updated.edge.id, write.id);
    assert.equal(updated.edge.weight, 3);
    assert.deepEqual(updated.edge.attributes, { how: 'well' });
    assert.deepEqual(updated.edge.provenance, ['m1', 'm2']);
    assert.deepEqual(await graph.getEdge(write.id), updated.edge);
    const [other] = await graph.upsertEdges([anEdge('a', 'b', { relation: 'LIKES' })]);
    assert.equal(other?.status, 'created');
    assert.equal(await graph.deleteEdge(write.id), true);
    assert.equal(await graph.deleteEdge(write.id), false);
    assert.equal(await graph.getEdge(write.id), undefined);
  });

  it('needs both ends, unless it may make them', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await graph.upsertNodes([aNode('a')]);
    await assert.rejects(graph.upsertEdges([anEdge('a', 'b')]), { code: 'NOT_FOUND' });
    await connect(graph, [['a', 'b']]);
    const made = await graph.getNode(keyOf('b'));
    assert.deepEqual(made?.labels, ['Thing']);
  });

  it('belongs to one tenant', async () => {
    const { stores, stranger } = await make();
    await connect(stores.graph, [['a', 'b']]);
    const [edge] = await stores.graph.listEdges({ limit: 1 });
    assert.equal(await stranger.graph.getNode(keyOf('a')), undefined);
    assert.equal(await stranger.graph.getEdge(edge?.id as never), undefined);
    assert.equal(await stranger.graph.deleteEdge(edge?.id as never), false);
    assert.deepEqual(await stranger.graph.findByNames(['a'], 10), []);
    assert.deepEqual((await stranger.graph.stats()).nodes, 0);
  });
}

function time(make: () => Promise<GraphStoreSubject>): void {
  it('answers without what no longer holds', async () => {
    const { stores, clock } = await make();
    const { graph } = stores;
    await connect(graph, [['a', 'b']]);
    await graph.upsertEdges([anEdge('a', 'c', { validTo: clock.now() + 100 })], { createMissing: true });
    const related = () => graph.query({ relatedTo: keyOf('a'), depth: 1, ...page });
    assert.deepEqual(sorted(names((await related()).nodes)), ['b', 'c']);
    clock.advance(100);
    assert.deepEqual(names((await related()).nodes), ['b']);
    assert.deepEqual((await graph.neighbourhood(keyOf('c'), 2, 10)).edges, []);
    assert.deepEqual(await graph.paths(keyOf('a'), keyOf('c'), { maxDepth: 3, limit: 3 }), []);
  });

  it('keeps a closed fact as history when it is said anew', async () => {
    const { stores, clock } = await make();
    const { graph } = stores;
    const first = anEdge('a', 'b', { validTo: clock.now() + 5 });
    await graph.upsertEdges([first], { createMissing: true });
    clock.advance(5);
    const [again] = await graph.upsertEdges([anEdge('a', 'b')]);
    assert.equal(again?.status, 'created');
    assert.equal(again.edge.validTo, null);
    assert.equal(await graph.getEdge(first.id), undefined);
    assert.equal((await graph.stats()).edges, 1);
    assert.deepEqual((await stores.verify()).problems, []);
    assert.equal((await graph.deleteNode(keyOf('a')))?.edgesDeleted, 1);
  });

  it('tells facts of different beginnings apart', async () => {
    const { stores } = await make();
    const { graph } = stores;
    const outcomes = await graph.upsertEdges(
      [
        anEdge('a', 'b', { validFrom: 0 }),
        anEdge('a', 'b', { validFrom: 1 }),
        anEdge('a', 'b'),
        anEdge('a', 'b', { validFrom: null }),
      ],
      { createMissing: true },
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['created', 'created', 'created', 'updated'],
    );
    assert.deepEqual(
      outcomes.map(({ edge }) => edge.validFrom),
      [0, 1, null, null],
    );
  });
}

function finding(make: () => Promise<GraphStoreSubject>): void {
  it('finds words folded, in name, type and attributes, names first', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await graph.upsertNodes([
      aNode('Postgres', { attributes: { note: 'kể cho Trâm nghe' } }),
      aNode('Đặng Trâm', { type: 'Person' }),
      aNode('Trâm', { type: 'Person', attributes: { tools: ['Vim', { editor: 'Emacs' }] } }),
    ]);
    const find = async (keyword: string, nodeType?: string) =>
      names((await graph.query({ keyword, ...(nodeType && { nodeType }), ...page })).nodes);
    assert.deepEqual(await find('tram'), ['Trâm', 'Đặng Trâm', 'Postgres']);
    assert.deepEqual(await find('TRÂM đặng'), ['Đặng Trâm']);
    assert.deepEqual(await find('emacs person'), ['Trâm']);
    assert.deepEqual(await find('tram', 'Thing'), ['Postgres']);
    assert.deepEqual(await find('%'), []);
    const long = Array.from({ length: 5_000 }, (_, index) => `w${index}`).join(' ');
    await assert.rejects(find(long), { code: 'INVALID_REQUEST' });
    assert.deepEqual(
      await find('  '),
      ['Trâm', 'Đặng Trâm', 'Postgres'].sort((a, b) => (keyOrder(a) < keyOrder(b) ? -1 : 1)),
    );
    assert.deepEqual(names(await graph.findByNames(['dang tram', 'POSTGRES', 'nobody'], 10)).length, 2);
  });

  it('gives pages and the whole number', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await graph.upsertNodes(
      Array.from({ length: 30 }, (_, index) => aNode(`n${String(index).padStart(2, '0')}`)),
    );
    const seen: string[] = [];
    for (let offset = 0; offset < 30; offset += 8) {
      const answer = await graph.query({ nodeType: 'Thing', offset, limit: 8 });
      assert.equal(answer.total, 30);
      seen.push(...names(answer.nodes));
    }
    assert.deepEqual(seen, sorted(seen));
    assert.equal(seen.length, 30);
    assert.equal((await graph.query({ keyword: 'n1', offset: 5, limit: 3 })).total, 10);
  });
}

function keyOrder(name: string): string {
  return name === 'Postgres' ? `Thing:${name}` : `Person:${name}`;
}

/** Distances by the plainest means. */
function distances(pairs: readonly [string, string][], start: string): Map<string, number> {
  const found = new Map([[start, 0]]);
  for (let changed = true, depth = 1; changed; depth += 1) {
    changed = false;
    for (const [a, b] of [...pairs, ...pairs.map(([a, b]): [string, string] => [b, a])]) {
      if (found.get(a) === depth - 1 && !found.has(b)) {
        found.set(b, depth);
        changed = true;
      }
    }
  }
  return found;
}

const name = fc.integer({ min: 0, max: 9 }).map((index) => `n${index}`);
const graphOfPairs = fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 20 });

function walking(make: () => Promise<GraphStoreSubject>): void {
  it('reaches what a plain search reaches, nearest first', async () => {
    await fc.assert(
      fc.asyncProperty(graphOfPairs, fc.integer({ min: 1, max: 3 }), async (pairs, depth) => {
        const { graph } = (await make()).stores;
        await connect(graph, pairs);
        const start = pairs[0]?.[0] as string;
        const expected = [...distances(pairs, start)].filter(
          ([, distance]) => distance > 0 && distance <= depth,
        );
        const answer = await graph.query({ relatedTo: keyOf(start), depth, ...page });
        assert.deepEqual(sorted(names(answer.nodes)), sorted(expected.map(([found]) => found)));
        const steps = names(answer.nodes).map((found) => distances(pairs, start).get(found) as number);
        assert.deepEqual(
          steps,
          [...steps].sort((a, b) => a - b),
        );
        assert.equal(answer.total, expected.length);
        const around = await graph.neighbourhood(keyOf(start), depth, 100);
        const inside = new Set(names(around.nodes));
        assert.equal(inside.size, expected.length + 1);
        const between = new Set(pairs.filter(([a, b]) => inside.has(a) && inside.has(b)).map(String));
        assert.equal(around.edges.length, between.size);
      }),
      { numRuns: 25 },
    );
  });

  it('filters what it reaches, and knows an unknown start', async () => {
    const { stores } = await make();
    const { graph } = stores;
    await graph.upsertNodes([aNode('p', { type: 'Person' })]);
    await connect(graph, [
      ['a', 'b'],
      ['b', 'c'],
    ]);
    await graph.upsertEdges([{ ...anEdge('a', 'x'), to: nodeKeyOf('Person', 'p') }]);
    const answer = await graph.query({ relatedTo: keyOf('a'), depth: 2, nodeType: 'Person', ...page });
    assert.deepEqual(names(answer.nodes), ['p']);
    const named = await graph.query({ relatedTo: keyOf('a'), depth: 2, keyword: 'c', ...page });
    assert.deepEqual(names(named.nodes), ['c']);
    await assert.rejects(graph.query({ relatedTo: keyOf('z'), ...page }), { code: 'NOT_FOUND' });
    await assert.rejects(graph.neighbourhood(keyOf('z'), 1, 10), { code: 'NOT_FOUND' });
    assert.deepEqual(names((await graph.neighbourhood(keyOf('a'), 0, 10)).nodes), ['a']);
  });
}

function ways(make: () => Promise<GraphStoreSubject>): void {
  it('finds ways as short as a plain search says, each a real one', async () => {
    await fc.assert(
      fc.asyncProperty(graphOfPairs, name, async (pairs, to) => {
        const { graph } = (await make()).stores;
        await connect(graph, pairs);
        await graph.upsertNodes([aNode(to)]);
        const from = pairs[0]?.[0] as string;
        const length = distances(pairs, from).get(to);
        const found = await graph.paths(keyOf(from), keyOf(to), { maxDepth: 4, limit: 5 });
        if (length === undefined || length > 4) {
          assert.deepEqual(found, []);
          return;
        }
        assert.ok(found.length >= 1);
        for (const path of found) {
          assert.equal(path.edges.length, length);
          assert.deepEqual([names(path.nodes)[0], names(path.nodes)[length]], [from, to]);
          path.edges.forEach((edge, index) => {
            const ends = [path.nodes[index]?.key, path.nodes[index + 1]?.key];
            assert.deepEqual(sorted([edge.from, edge.to]), sorted(ends as string[]));
          });
        }
        assert.equal(new Set(found.map((path) => names(path.nodes).join())).size, found.length);
      }),
      { numRuns: 25 },
    );
  });
}
