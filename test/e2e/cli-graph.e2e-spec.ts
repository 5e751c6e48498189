import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CliProcess } from '@engram-test/cli-process';

interface Known {
  nodes: { key: string; attributes: object }[];
  edges: { id: string; from: string; relation: string; to: string; weight: number }[];
  total: number;
}

const cli = new CliProcess();
after(() => cli.remove());

describe('engram add, query and remove, for the graph', () => {
  it('adds nodes and updates them', async () => {
    const words = ['add', 'node', 'Person', 'Trâm Anh', '-a', 'city=Huế', '--attributes', '{"age":31}'];
    const first = await cli.json<{ key: string; status: string; attributes: object }>(words);
    assert.deepEqual([first.key, first.status], ['Person:Trâm Anh', 'created']);
    assert.deepEqual(first.attributes, { city: 'Huế', age: 31 });
    const again = await cli.json<{ status: string; attributes: object }>([
      ...words.slice(0, 4),
      '-a',
      'city=Đà Nẵng',
    ]);
    assert.deepEqual([again.status, again.attributes], ['updated', { city: 'Đà Nẵng', age: 31 }]);
    assert.equal((await cli.failure(['add', 'node', 'Person', 'X', '-a', 'nonsense'])).exitCode, 2);
    assert.equal((await cli.failure(['add', 'node', 'Person', 'X', '--attributes', '[1]'])).exitCode, 2);
  });

  it('adds edges, making the ends only when told', async () => {
    const words = ['add', 'edge', 'Person:Trâm Anh', 'USES', 'Tool:SQLite', '--weight', '0.5'];
    const missing = await cli.failure(words);
    assert.deepEqual([missing.code, missing.exitCode], ['NOT_FOUND', 3]);
    const edge = await cli.json<{ weight: number; valid_from: string }>([
      ...words,
      ...['--create-missing', '--valid-from', '2026-01-12'],
    ]);
    assert.deepEqual([edge.weight, edge.valid_from], [0.5, '2026-01-12T00:00:00.000Z']);
  });

  it('finds by word without diacritics, by type and by nearness', async () => {
    const keys = async (...words: string[]) =>
      (await cli.json<Known>(['query', ...words])).nodes.map(({ key }) => key);
    assert.deepEqual(await keys('tram anh'), ['Person:Trâm Anh']);
    assert.deepEqual(await keys('--type', 'Tool'), ['Tool:SQLite']);
    assert.deepEqual(await keys('--related-to', 'Tool:SQLite', '--depth', '1'), ['Person:Trâm Anh']);
    assert.deepEqual(await keys('nothing like this'), []);
    assert.equal((await cli.failure(['query', '--related-to', 'Tool:Nothing'])).exitCode, 3);
    assert.equal((await cli.failure(['query', '--related-to', 'nokey'])).exitCode, 2);
    const text = await cli.run(['query', '--type', 'Person']);
    assert.match(text.stdout, /Person:Trâm Anh\tage=31, city=Đà Nẵng/);
  });

  it('removes an edge, and a node with its edges', async () => {
    const { edges } = await cli.json<Known>(['query']);
    const id = edges[0]?.id ?? '';
    assert.deepEqual(await cli.json(['remove', 'edge', id]), { id, deleted: true });
    assert.equal((await cli.failure(['remove', 'edge', id])).exitCode, 3);
    await cli.json(['add', 'edge', 'Person:Trâm Anh', 'LIKES', 'Tool:SQLite']);
    const removed = await cli.json(['remove', 'node', 'Tool:SQLite']);
    assert.deepEqual(removed, { key: 'Tool:SQLite', deleted: true, edges_deleted: 1 });
    assert.equal((await cli.failure(['remove', 'node', 'Tool:SQLite'])).exitCode, 3);
  });
});
