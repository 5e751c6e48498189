import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiClient } from '@engram-test/api-client';
import { ServerFixture } from '@engram-test/server-fixture';

interface Ingested {
  dry_run: boolean;
  session_id: string;
  memories: { id: string | null; status: string }[];
  extraction: { status: string; edges: { id: string | null; from: string; relation: string; to: string }[] };
}
interface Thought {
  answer: string;
  citations: { kind: string; id?: string; key?: string; text: string }[];
  conclusions: string[];
  provider: string;
  degraded: boolean;
}

const MESSAGES = [
  { role: 'user', name: 'Trâm', content: 'Mình làm việc ở Acme.', timestamp: '2026-03-14T08:00:00Z' },
  { role: 'user', name: 'Ada', content: 'I use Notion.', timestamp: '2026-03-14T08:01:00Z' },
];

describe('reasoning over HTTP', () => {
  const server = new ServerFixture();
  let api: ApiClient;
  const fresh = () => (api = server.freshTenant());
  const ingest = (given = {}, headers = {}) =>
    api.post<Ingested>('/ingest', { messages: MESSAGES, ...given }, headers);

  it('takes a conversation in, answers from it at once and cites it', async () => {
    fresh();
    const { status, data } = await ingest({ session_id: 'monday' });
    assert.deepEqual([status, data.session_id, data.extraction.status], [201, 'monday', 'done']);
    assert.deepEqual(
      data.extraction.edges.map(({ from, relation, to }) => [from, relation, to]),
      [
        ['Person:Trâm', 'works_at', 'Organization:Acme'],
        ['Person:Ada', 'uses', 'Tool:Notion'],
      ],
    );
    const thought = await api.post<Thought>('/think', { question: 'Trâm làm việc ở đâu?' });
    assert.equal(thought.status, 200);
    assert.deepEqual([thought.data.provider, thought.data.degraded], ['extractive', true]);
    assert.ok(
      thought.data.citations.some(({ kind, id }) => kind === 'memory' && id === data.memories[0]?.id),
    );
    assert.ok(
      thought.data.citations.some(({ kind, id }) => kind === 'edge' && id === data.extraction.edges[0]?.id),
    );
    const summary = await api.post<{ summary: string; source_ids: string[] }>('/summarize', { count: 5 });
    assert.ok(summary.data.source_ids.length > 0);
  });

  it('tells what it would learn, and stores nothing', async () => {
    fresh();
    const { data } = await ingest({ dry_run: true });
    assert.equal(data.extraction.edges.length, 2);
    assert.ok(data.memories.every(({ id }) => id === null));
    const thought = await api.post<Thought>('/think', { question: 'Where does Trâm work?' });
    assert.deepEqual(thought.data.citations, []);
  });

  it('stores once what is sent twice under one key', async () => {
    fresh();
    const key = { 'idempotency-key': 'again' };
    const first = await ingest({}, key);
    const again = await ingest({}, key);
    assert.deepEqual(again.data, first.data);
    assert.equal((await ingest({ session_id: 'other' }, key)).error?.code, 'CONFLICT');
  });

  it('refuses what is malformed, before anything is stored', async () => {
    fresh();
    const refused: [string, unknown][] = [
      ['/ingest', { messages: [] }],
      ['/ingest', { messages: [{ role: 'robot', content: 'x' }] }],
      ['/ingest', { messages: [...MESSAGES, { role: 'user', content: '' }] }],
      ['/ingest', { messages: MESSAGES, extract: 'llm' }],
      ['/think', { question: '' }],
      ['/think', { question: 'x', context_limit: 101 }],
      ['/think', { question: 'x', model: 'nonsense' }],
      ['/summarize', { count: 1_001 }],
    ];
    for (const [path, body] of refused) {
      const answer = await api.post(path, body);
      assert.deepEqual([answer.status, answer.error?.code], [400, 'INVALID_REQUEST'], JSON.stringify(body));
    }
    const large = await ingest({ messages: [{ role: 'user', content: 'x'.repeat(10_241) }] });
    assert.ok([400, 413].includes(large.status));
    const listed = await api.get<{ items: unknown[] }>('/memories');
    assert.deepEqual(listed.data.items, []);
  });
});
