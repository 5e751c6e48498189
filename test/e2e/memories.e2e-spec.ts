import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiClient } from '@engram-test/api-client';
import { ServerFixture } from '@engram-test/server-fixture';

interface MemoryData {
  id: string;
  content: string;
  revision: number;
  expires_at: string | null;
  [field: string]: unknown;
}
interface Found {
  results: (MemoryData & { score: number; why?: Record<string, number> })[];
  total: number;
  graph_results: { key: string; edges: { relation: string }[] }[];
}
interface Listed {
  items: MemoryData[];
  next_cursor: string | null;
}

describe('memories over HTTP', () => {
  const server = new ServerFixture();
  let api: ApiClient;
  const fresh = () => (api = server.freshTenant());
  const remember = (body: object, headers?: Record<string, string>) =>
    api.post<MemoryData>('/remember', body, headers);

  it('answers with the memory that it keeps', async () => {
    fresh();
    const body = {
      content: 'Trâm prefers tea ☕',
      memory_type: 'preference',
      priority: 7,
      tags: ['people', 'drinks'],
      entities: ['Trâm'],
      metadata: { from: 'chat', nested: { snake_case: [1, null, true] }, camelCase: 1 },
      timestamp: '2026-01-31T18:30:00.000Z',
      topic_key: 'tram/drink',
      session_id: 'chat-1',
      namespace: 'work',
      source: 'message 7',
    };
    const made = await remember(body);
    assert.equal(made.status, 201);
    for (const [field, value] of Object.entries(body)) assert.deepEqual(made.data[field], value, field);
    const got = await api.get<MemoryData>(`/memories/${made.data.id}`);
    assert.deepEqual(got.data, made.data);
  });

  it('forgets after expires_in, and takes it or expires_at', async () => {
    fresh();
    const { data } = await remember({ content: 'soon gone', expires_in: '2h' });
    const inMs = Date.parse(data.expires_at ?? '') - Date.now();
    assert.ok(Math.abs(inMs - 7_200_000) < 60_000);
    const both = { content: 'x', expires_in: '2h', expires_at: '2030-01-01T00:00:00Z' };
    assert.equal((await remember(both)).error?.code, 'INVALID_REQUEST');
    await remember({ content: 'long gone', expires_at: '2020-01-01T00:00:00Z' });
    assert.equal((await api.post<{ deleted: number }>('/cleanup?dry_run=true', undefined)).data.deleted, 1);
    const key = { 'idempotency-key': 'spring' };
    for (let attempt = 0; attempt < 2; attempt++) {
      const cleaned = await api.post<{ deleted: number }>('/cleanup', undefined, key);
      assert.equal(cleaned.data.deleted, 1);
    }
    assert.equal((await api.post<{ deleted: number }>('/cleanup', undefined)).data.deleted, 0);
  });

  it('gives the first answer again under the same Idempotency-Key, and refuses another body', async () => {
    fresh();
    const key = { 'idempotency-key': 'once-only' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => remember({ content: 'say it once' }, key)),
    );
    assert.equal(new Set(answers.map(({ data }) => data.id)).size, 1);
    assert.ok(answers.every(({ status }) => status === 201));
    assert.equal((await api.get<Listed>('/memories')).data.items.length, 1);
    assert.equal((await remember({ content: 'another' }, key)).status, 409);
    for (const bad of ['', 'a'.repeat(256), 'with space']) {
      assert.equal((await remember({ content: 'x' }, { 'idempotency-key': bad })).status, 400);
    }
  });

  it('holds a topic once per namespace, and keeps what it held before', async () => {
    fresh();
    const first = await remember({ content: 'office: Huế', topic_key: 'office' });
    const second = await remember({ content: 'office: Hội An', topic_key: 'office' });
    const elsewhere = await remember({ content: 'office: Vinh', topic_key: 'office', namespace: 'other' });
    assert.equal(second.data.id, first.data.id);
    assert.equal(second.data.revision, 2);
    assert.notEqual(elsewhere.data.id, first.data.id);
    const history = await api.get<{ revisions: MemoryData[] }>(`/memories/${first.data.id}/history`);
    assert.deepEqual(
      history.data.revisions.map(({ content }) => content),
      ['office: Huế'],
    );
  });

  it('stores a bulk whole, or what is good of it', async () => {
    fresh();
    const items = [{ content: 'one' }, { content: 'two', priority: 11 }];
    assert.equal((await api.post('/remember/bulk', { items })).status, 400);
    const tooLong = [{ content: 'one' }, { content: 'x'.repeat(10_241) }];
    const atomic = await api.post('/remember/bulk', { items: tooLong });
    assert.equal(atomic.status, 400);
    assert.equal((await api.get<Listed>('/memories')).data.items.length, 0);
    const partly = await api.post<{ results: { status: string; error?: { code: string } }[] }>(
      '/remember/bulk',
      {
        items: tooLong,
        atomic: false,
      },
    );
    assert.deepEqual(
      partly.data.results.map(({ status, error }) => error?.code ?? status),
      ['created', 'CONTENT_TOO_LARGE'],
    );
  });

  it('takes 1 to 1,000 items', async () => {
    fresh();
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ content: `item ${index}` }));
    assert.equal((await api.post('/remember/bulk', { items: [] })).status, 400);
    assert.equal((await api.post('/remember/bulk', { items: items(1_001) })).status, 400);
    const whole = await api.post<{ results: unknown[] }>('/remember/bulk', { items: items(1_000) });
    assert.equal(whole.data.results.length, 1_000);
  });

  it('recalls with scores that say why, by GET and by POST alike', async () => {
    fresh();
    await api.post('/remember/bulk', {
      items: [
        { content: 'The harbour froze in January', tags: ['weather'] },
        { content: 'The harbour office moved', tags: ['office'] },
        { content: 'Nothing to see' },
      ],
    });
    await api.call('PUT', '/graph/edges', {
      from: 'Place:Harbour',
      to: 'Place:Town',
      relation: 'part_of',
      create_missing: true,
    });
    const found = await api.get<Found>('/recall?query=frozen+harbour&explain=true&limit=2');
    assert.equal(found.data.results[0]?.content, 'The harbour froze in January');
    const { score = 0, why = {} } = found.data.results[0] ?? {};
    const sum = Object.values(why).reduce((total, part) => total + part, 0);
    assert.ok(Math.abs(sum - score) < 1e-6 && score > 0 && score <= 1);
    assert.deepEqual(
      found.data.graph_results.map(({ key, edges }) => [key, edges.map(({ relation }) => relation)]),
      [['Place:Harbour', ['part_of']]],
    );
    const posted = await api.post<Found>('/recall', { query: 'frozen harbour', explain: true, limit: 2 });
    assert.deepEqual(
      posted.data.results.map(({ id }) => id),
      found.data.results.map(({ id }) => id),
    );
    const filtered = await api.get<Found>('/recall?query=harbour&tags=office,none&include_graph=false');
    assert.deepEqual(
      filtered.data.results.map(({ content }) => content),
      ['The harbour office moved'],
    );
    assert.deepEqual(filtered.data.graph_results, []);
    const none = await api.get<Found>('/recall?query=harbour&min_score=1');
    assert.deepEqual([none.data.results.length, none.data.total], [0, 0]);
  });

  it('lists page by page, while others write', async () => {
    fresh();
    const items = Array.from({ length: 45 }, (_, index) => ({ content: `listed ${index}` }));
    await api.post('/remember/bulk', { items });
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 10; page++) {
      const { data }: { data: Listed } = await api.get<Listed>(`/memories?limit=10${cursor}`);
      seen.push(...data.items.map(({ content }) => content));
      if (data.next_cursor === null) break;
      cursor = `&cursor=${encodeURIComponent(data.next_cursor)}`;
      await remember({ content: `late ${page}` });
    }
    assert.deepEqual(seen, items.map(({ content }) => content).reverse());
    for (const bad of ['x', 'AAAA', '%00', 'eyJ9']) {
      assert.equal((await api.get(`/memories?cursor=${bad}`)).status, 400, bad);
    }
  });

  it('changes what it is told to and keeps the rest', async () => {
    fresh();
    const { data } = await remember({ content: 'old words', tags: ['a'], priority: 2 });
    const patched = await api.call<MemoryData>('PATCH', `/memories/${data.id}`, { priority: 9 });
    assert.deepEqual(
      [patched.data['priority'], patched.data.content, patched.data['tags'], patched.data.revision],
      [9, 'old words', ['a'], 2],
    );
    assert.equal((await api.call('PATCH', `/memories/${data.id}`, {})).status, 400);
    assert.equal((await api.call('PATCH', `/memories/${data.id}`, { content: '' })).status, 400);
  });

  it('erases one, or what matches, and never all by mistake', async () => {
    fresh();
    const { data } = await remember({ content: 'erase me' });
    assert.equal((await api.call('DELETE', `/memories/${data.id}`)).status, 200);
    assert.equal((await api.call('DELETE', `/memories/${data.id}`)).status, 404);
    assert.equal((await api.get(`/memories/${data.id}/history`)).status, 404);
    await api.post('/remember/bulk', { items: [{ content: 'a', tags: ['x'] }, { content: 'b' }] });
    for (const refused of [
      '',
      '?confirm=true',
      '?tags=x',
      '?tag_match=any&confirm=true',
      '?tags=&confirm=true',
    ]) {
      assert.equal((await api.call('DELETE', `/memories${refused}`)).status, 400, refused);
    }
    const counted = await api.call<{ deleted: number }>('DELETE', '/memories?tags=x&dry_run=true');
    assert.equal(counted.data.deleted, 1);
    const erased = await api.call<{ deleted: number }>('DELETE', '/memories?tags=x&confirm=true');
    assert.equal(erased.data.deleted, 1);
    assert.equal((await api.get<Listed>('/memories')).data.items.length, 1);
  });

  it('refuses half a character, and keeps everything else', async () => {
    fresh();
    const refused = await fetch(`${server.url}/api/v1/remember`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"content":"half \\ud83d"}',
    });
    assert.equal(refused.status, 400);
    for (const content of [
      'nul \u0000 within',
      '👩‍👩‍👧',
      'Đường Trần Hưng Đạo',
      '\u202Eright to left',
      "'; DROP TABLE memory; --",
    ]) {
      const { data } = await remember({ content });
      assert.equal((await api.get<MemoryData>(`/memories/${data.id}`)).data.content, content);
    }
  });
});
