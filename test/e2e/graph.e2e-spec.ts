import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiClient } from '@engram-test/api-client';
import { ServerFixture } from '@engram-test/server-fixture';

interface NodeData {
  key: string;
  attributes: Record<string, unknown>;
}
interface Outcome {
  index: number;
  status: string;
  key?: string;
  id?: string;
  error?: { code: string };
}

describe('graph over HTTP', () => {
  const server = new ServerFixture();
  let api: ApiClient;
  const fresh = () => (api = server.freshTenant());
  const put = <Data>(path: string, body: unknown, headers?: Record<string, string>) =>
    api.call<Data>('PUT', path, body, headers);
  const pathOf = (key: string) => `/graph/nodes/${encodeURIComponent(key)}`;

  it('stores a node and gives it back under its key, whatever the key holds', async () => {
    fresh();
    for (const name of [
      'Ada L',
      'a/b\\c',
      '100%',
      '%2F',
      'Đà Nẵng: “phố”',
      'x?y#z&q=1',
      '..',
      '日本 🗾',
      'a+b',
    ]) {
      const stored = await put<NodeData & { status: string }>('/graph/nodes', {
        type: 'Topic',
        name,
        attributes: { snake_key: 1, camelKey: { x: [1] } },
      });
      assert.deepEqual([stored.status, stored.data.status], [200, 'created'], name);
      const found = await api.get<NodeData>(pathOf(`Topic:${name}`));
      assert.equal(found.status, 200, name);
      assert.equal(found.data.key, `Topic:${name}`);
      assert.deepEqual(found.data.attributes, { snake_key: 1, camelKey: { x: [1] } });
      const patched = await api.call<NodeData>('PATCH', pathOf(`Topic:${name}`), {
        attributes: { snake_key: null },
      });
      assert.deepEqual(Object.keys(patched.data.attributes), ['camelKey']);
      assert.equal((await api.call('DELETE', pathOf(`Topic:${name}`))).status, 200);
      assert.equal((await api.get(pathOf(`Topic:${name}`))).error?.code, 'NOT_FOUND');
    }
  });

  it('stores edges, and makes missing ends only when told', async () => {
    fresh();
    const edge = { from: 'Person:Ada', to: 'Organization:Acme', relation: 'works_at' };
    assert.equal((await put('/graph/edges', edge)).error?.code, 'NOT_FOUND');
    const stored = await put<{ id: string; weight: number; valid_from: string }>('/graph/edges', {
      ...edge,
      create_missing: true,
      valid_from: '2026-01-31T18:30:00Z',
    });
    assert.equal(stored.data.weight, 1);
    assert.equal(stored.data.valid_from, '2026-01-31T18:30:00.000Z');
    const { id } = stored.data;
    const around = await api.get<{ nodes: NodeData[]; edges: { id: string }[] }>(
      `${pathOf('Person:Ada')}?depth=1`,
    );
    assert.deepEqual(around.data.nodes.map(({ key }) => key).sort(), ['Organization:Acme', 'Person:Ada']);
    assert.deepEqual(
      around.data.edges.map((found) => found.id),
      [id],
    );
    const query = await api.get<{ nodes: NodeData[]; total: number; limit: number }>(
      '/query?related_to=Person%3AAda&depth=2&limit=5',
    );
    assert.deepEqual(
      [query.data.nodes[0]?.key, query.data.total, query.data.limit],
      ['Organization:Acme', 1, 5],
    );
    const ways = await api.get<{ paths: { edges: { id: string }[] }[] }>(
      '/graph/paths?from=Person%3AAda&to=Organization%3AAcme',
    );
    assert.equal(ways.data.paths[0]?.edges[0]?.id, id);
    const removed = await api.call('DELETE', pathOf('Organization:Acme'));
    assert.deepEqual(removed.data, { deleted: 1, edges_deleted: 1 });
    assert.equal((await api.call('DELETE', `/graph/edges/${id}`)).error?.code, 'NOT_FOUND');
  });

  it('tells what became of each item of a bulk', async () => {
    fresh();
    const items = [
      { type: 'Person', name: 'Ada' },
      { type: 'Per:son', name: 'Bob' },
    ];
    const none = await put('/graph/nodes/bulk', { items });
    assert.equal(none.error?.code, 'INVALID_REQUEST');
    assert.equal((await api.get(pathOf('Person:Ada'))).status, 404);
    const some = await put<{ results: Outcome[] }>('/graph/nodes/bulk', { items, atomic: false });
    assert.deepEqual(
      some.data.results.map(({ status, key, error }) => [status, key ?? error?.code]),
      [
        ['created', 'Person:Ada'],
        ['failed', 'INVALID_REQUEST'],
      ],
    );
    const edges = await put<{ results: Outcome[] }>('/graph/edges/bulk', {
      items: [
        { from: 'Person:Ada', to: 'Person:Zoe', relation: 'knows' },
        { from: 'Person:Ada', to: 'Person:Ada', relation: 'knows' },
      ],
      atomic: false,
    });
    assert.deepEqual(
      edges.data.results.map(({ status, error }) => error?.code ?? status),
      ['NOT_FOUND', 'created'],
    );
    const many = Array.from({ length: 1_001 }, (_, index) => ({ type: 'Topic', name: `n${index}` }));
    assert.equal((await put('/graph/nodes/bulk', { items: many })).error?.code, 'INVALID_REQUEST');
    assert.equal((await put('/graph/nodes/bulk', { items: many.slice(1) })).status, 200);
  });

  it('answers a repeated write as the first time', async () => {
    fresh();
    const key = { 'idempotency-key': 'once' };
    const body = { type: 'Person', name: 'Ada' };
    const first = await put<{ status: string }>('/graph/nodes', body, key);
    const again = await put<{ status: string }>('/graph/nodes', body, key);
    assert.deepEqual([first.data.status, again.data.status], ['created', 'created']);
    assert.equal((await put('/graph/nodes', { ...body, name: 'Bob' }, key)).error?.code, 'CONFLICT');
  });

  it('refuses what is malformed, naming the field', async () => {
    fresh();
    const refused: [string, string, unknown?][] = [
      ['PUT', '/graph/nodes', { type: 'A' }],
      ['PUT', '/graph/nodes', { type: 'A', name: 'x', colour: 'red' }],
      ['PUT', '/graph/nodes', { type: 'A', name: 'x'.repeat(501) }],
      ['PUT', '/graph/edges', { from: 'nokey', to: 'A:b', relation: 'r' }],
      ['PUT', '/graph/edges', { from: 'A:a', to: 'A:b', relation: 'r', weight: 'heavy' }],
      ['GET', '/graph/nodes/nokey'],
      ['GET', '/graph/nodes/A%3Ab?depth=4'],
      ['PATCH', '/graph/nodes/A%3Ab', {}],
      ['DELETE', '/graph/edges/nonsense'],
      ['GET', '/query?depth=2'],
      ['GET', '/query?related_to=A%3Ab&depth=4'],
      ['GET', '/query?limit=101'],
      ['GET', '/graph/paths?from=A%3Ab'],
    ];
    for (const [method, path, body] of refused) {
      const answer = await api.call(method, path, body);
      assert.deepEqual([answer.status, answer.error?.code], [400, 'INVALID_REQUEST'], `${method} ${path}`);
    }
    assert.equal((await api.get('/query?related_to=A%3Ab')).error?.code, 'NOT_FOUND');
  });
});
