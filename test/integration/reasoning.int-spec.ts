import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EngineFixture } from '@engram-test/engine-fixture';
import { EdgesService, NodesService, canonicalKey } from '@engram/graph';
import type { TenantId } from '@engram/kernel';
import { StoreUnavailableError, parseTenantId } from '@engram/kernel';
import type { IngestRequest, Message } from '@engram/reasoning';
import { IngestService, SummarizeService, ThinkService } from '@engram/reasoning';

const DAY = Date.UTC(2026, 2, 14);

const TALK: Message[] = [
  { role: 'user', name: 'Trâm', content: 'Mình làm việc ở Acme và sống ở Đà Nẵng.', timestamp: DAY },
  { role: 'user', name: 'Ada', content: 'Nice! I use Notion, and I love swimming.', timestamp: DAY + 1_000 },
  { role: 'assistant', content: 'I like Redis.', timestamp: DAY + 2_000 },
  {
    role: 'user',
    name: 'Ada',
    content: "I don't use Obsidian. Do you use Telegram?",
    timestamp: DAY + 3_000,
  },
];

describe('reasoning over both memories', () => {
  const fixture = new EngineFixture();
  let count = 0;
  let tenant: TenantId;
  let ingestion: IngestService;
  let thinking: ThinkService;
  let summaries: SummarizeService;

  before(async () => {
    await fixture.open();
    ingestion = fixture.engine.get(IngestService);
    thinking = fixture.engine.get(ThinkService);
    summaries = fixture.engine.get(SummarizeService);
  });
  after(() => fixture.close());

  const fresh = () => (tenant = parseTenantId(`reasoning-${(count += 1)}`));
  const ingest = (given: Partial<IngestRequest> = {}) =>
    ingestion.ingest(tenant, { messages: TALK, extract: 'auto', dryRun: false, ...given });
  const stored = () => fixture.engine.memories.stats(tenant);
  const graph = () => fixture.engine.stores.of(tenant).graph;
  const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

  describe('ingest', () => {
    it('stores the messages as they were said, with who said them', async () => {
      fresh();
      const { memories, sessionId } = await ingest({ namespace: 'talk' });
      assert.equal(memories.length, 4);
      const { items } = await fixture.engine.memories.list(tenant, { namespace: 'talk' }, { limit: 10 });
      const inOrder = items.sort((a, b) => (a.sessionOrder ?? 0) - (b.sessionOrder ?? 0));
      assert.deepEqual(
        inOrder.map(({ content }) => content),
        TALK.map(({ content }) => content),
      );
      assert.deepEqual(inOrder[0]?.entities, ['Trâm']);
      assert.ok(inOrder.every((memory) => memory.sessionId === sessionId));
    });

    it('learns facts, with the memories that taught them', async () => {
      fresh();
      const { extraction, memories } = await ingest();
      assert.equal(extraction.status, 'done');
      const facts = extraction.edges.map(({ from, relation, to }) => `${from} ${relation} ${to}`).sort();
      assert.deepEqual(facts, [
        'Person:Ada likes Activity:swimming',
        'Person:Ada uses Tool:Notion',
        'Person:Trâm lives_in Place:Da Nang',
        'Person:Trâm works_at Organization:Acme',
      ]);
      const notion = extraction.edges.find(({ to }) => to === 'Tool:Notion');
      assert.ok(notion?.id);
      const edge = await graph().getEdge(notion.id);
      assert.deepEqual(edge?.provenance, [memories[1]?.id]);
    });

    it('stores nothing in a dry run, and tells the same facts', async () => {
      fresh();
      const dry = await ingest({ dryRun: true });
      assert.equal(dry.extraction.edges.length, 4);
      assert.ok(dry.memories.every(({ id, status }) => id === null && status === 'found'));
      assert.equal((await stored()).memories, 0);
      assert.equal((await graph().stats()).nodes, 0);
    });

    it('answers a repeated request as the first time, and stores nothing twice', async () => {
      fresh();
      const idempotency = { key: 'POST /ingest k1', fingerprint: 'f' };
      const first = await ingest({ idempotency });
      const again = await ingest({ idempotency });
      assert.deepEqual(
        again.memories.map(({ id }) => id),
        first.memories.map(({ id }) => id),
      );
      assert.equal(again.sessionId, first.sessionId);
      assert.deepEqual(again.extraction, first.extraction);
      assert.equal((await stored()).memories, 4);
      await assert.rejects(ingest({ idempotency: { ...idempotency, fingerprint: 'g' } }), code('CONFLICT'));
    });

    it('keeps the messages where extraction fails, says so, and can be replayed', async (t) => {
      fresh();
      const edges = fixture.engine.get(EdgesService);
      const failing = t.mock.method(edges, 'upsertBulk', () =>
        Promise.reject(new StoreUnavailableError('the disk is full')),
      );
      const { extraction, memories } = await ingest();
      assert.equal(extraction.status, 'failed');
      assert.equal(extraction.error?.code, 'STORE_UNAVAILABLE');
      assert.equal((await stored()).memories, 4);
      failing.mock.restore();
      const ids = memories.flatMap(({ id }) => id ?? []);
      const replayed = await ingestion.replay(tenant, ids);
      assert.equal(replayed.edges.length, 4);
      assert.equal((await ingestion.replay(tenant, ids)).edges[0]?.status, 'updated');
      assert.equal((await graph().stats()).edges, 4);
      assert.equal((await stored()).memories, 4);
    });

    it('goes on where it failed when the request is repeated under its key', async (t) => {
      fresh();
      const idempotency = { key: 'POST /ingest k2', fingerprint: 'f' };
      const failing = t.mock.method(fixture.engine.get(EdgesService), 'upsertBulk', () =>
        Promise.reject(new StoreUnavailableError('the disk is full')),
      );
      const first = await ingest({ idempotency });
      assert.equal(first.extraction.status, 'failed');
      failing.mock.restore();
      const again = await ingest({ idempotency });
      assert.deepEqual([again.extraction.status, again.extraction.edges.length], ['done', 4]);
      assert.deepEqual(again.memories, first.memories);
      assert.equal((await stored()).memories, 4);
    });

    it('ends a fact only when it is told as past before anybody told it as present', async () => {
      fresh();
      const say = (content: string, timestamp: number) =>
        ingest({ messages: [{ role: 'user', name: 'Ada', content, timestamp }] });
      const past = await say('I worked at Acme.', DAY);
      assert.equal(past.extraction.edges[0]?.past, true);
      const id = past.extraction.edges[0]?.id;
      assert.ok(id);
      assert.equal((await graph().getEdge(id))?.validTo, DAY);
      await say('I work at Acme again!', DAY + 1);
      await say('I work at Acme.', DAY + 2);
      assert.equal((await graph().getEdge(id))?.validTo, null);
      await say('I worked at Acme in May too.', DAY + 3);
      assert.equal((await graph().getEdge(id))?.validTo, null);
    });

    it('refuses a model that is not there, no messages, and content over its limit', async () => {
      fresh();
      await assert.rejects(ingest({ extract: 'llm' }), code('INVALID_REQUEST'));
      await assert.rejects(ingest({ messages: [] }), code('INVALID_REQUEST'));
      const long = [TALK[0] as Message, { role: 'user' as const, content: 'x'.repeat(20_000) }];
      await assert.rejects(ingest({ messages: long }), (error: unknown) => {
        const { details } = error as { details?: { errors?: { path: string }[] } };
        return details?.errors?.[0]?.path.startsWith('messages[1]') === true;
      });
      assert.equal((await stored()).memories, 0);
    });

    it('extracts nothing when told so', async () => {
      fresh();
      const { extraction } = await ingest({ extract: 'none' });
      assert.deepEqual([extraction.status, extraction.edges.length], ['skipped', 0]);
      assert.equal((await stored()).memories, 4);
    });
  });

  describe('think', () => {
    const think = (question: string, given = {}) =>
      thinking.think(tenant, { question, contextLimit: 10, ...given });

    it('answers from memories and facts, cites both, and says that no model did', async () => {
      fresh();
      const { memories, extraction } = await ingest();
      const thought = await think('Where does Trâm work?');
      assert.equal(thought.degraded, true);
      assert.equal(thought.provider, 'extractive');
      const cited = thought.citations.map((citation) =>
        citation.kind === 'node' ? citation.key : citation.id,
      );
      assert.ok(cited.includes(memories[0]?.id as never));
      const worksAt = extraction.edges.find(({ relation }) => relation === 'works_at');
      assert.ok(cited.includes(worksAt?.id as never));
      for (const [marker] of thought.answer.matchAll(/\[\d+\]/g)) {
        assert.ok(thought.citations[Number(marker.slice(1, -1)) - 1]);
      }
    });

    it('answers in the language of the question', async () => {
      fresh();
      await ingest();
      const thought = await think('Ada thích gì?');
      assert.ok(thought.conclusions.some((line) => line.startsWith('Ada thích swimming')));
    });

    it('finds how the things of a question are connected', async () => {
      fresh();
      await fixture.engine.get(EdgesService).upsertBulk(
        tenant,
        [
          { from: 'Person:Ada', to: 'Organization:Acme', relation: 'works_at' },
          { from: 'Person:Bob', to: 'Organization:Acme', relation: 'founded' },
        ],
        { atomic: true, createMissing: true },
      );
      const { citations } = await think('How do Ada and Bob know each other?');
      assert.deepEqual(citations.map(({ text }) => text).sort(), ['Ada works at Acme', 'Bob founded Acme']);
    });

    it('knows the attributes of what is named', async () => {
      fresh();
      await fixture.engine
        .get(NodesService)
        .upsert(tenant, { type: 'Person', name: 'Ada', attributes: { birthday: '1815-12-10' } });
      const { citations } = await think("When is Ada's birthday?");
      assert.deepEqual(citations, [{ kind: 'node', key: 'Person:Ada', text: 'Ada birthday: 1815-12-10' }]);
    });

    it('invents nothing where nothing bears on the question', async () => {
      fresh();
      assert.deepEqual((await think('Where does Trâm work?')).citations, []);
      await ingest();
      for (const question of [
        'What is the capital of Mongolia?',
        'Where does Zoe work?',
        'Thủ đô của Mông Cổ là gì?',
      ]) {
        const thought = await think(question);
        assert.deepEqual([thought.citations, thought.conclusions], [[], []], question);
        assert.ok(thought.answer.length > 0);
      }
    });

    it('stays within its namespace and its limits', async () => {
      fresh();
      await ingest({ namespace: 'a', extract: 'none' });
      const elsewhere = await think('Where does Trâm work?', { namespace: 'b' });
      assert.deepEqual(elsewhere.citations, []);
      await assert.rejects(think(' '), code('INVALID_REQUEST'));
      await assert.rejects(think('x', { contextLimit: 101 }), code('INVALID_REQUEST'));
      await assert.rejects(think('x', { model: 'gpt' }), code('INVALID_REQUEST'));
    });

    it('does not see another tenant', async () => {
      fresh();
      await ingest();
      fresh();
      assert.deepEqual((await think('Where does Trâm work?')).citations, []);
    });
  });

  describe('summarize', () => {
    it('tells what sessions are about, from memories that are there', async () => {
      fresh();
      const { memories } = await ingest({ sessionId: 'monday' });
      const { summary, sourceIds, savedId } = await summaries.summarize(tenant, { count: 10, save: false });
      assert.ok(summary.includes('monday'));
      const ids = new Set(memories.map(({ id }) => id));
      assert.ok(sourceIds.length > 0 && sourceIds.every((id) => ids.has(id)));
      assert.equal(savedId, undefined);
    });

    it('remembers the summary when told, and does not summarize that again', async () => {
      fresh();
      await ingest();
      const idempotency = { key: 'POST /summarize k', fingerprint: 'f' };
      const first = await summaries.summarize(tenant, { count: 10, save: true, idempotency });
      assert.ok(first.savedId);
      const again = await summaries.summarize(tenant, { count: 10, save: true, idempotency });
      assert.equal(again.savedId, first.savedId);
      assert.ok(!again.sourceIds.includes(first.savedId));
      assert.equal((await stored()).memories, 5);
    });

    it('has nothing to say of an empty memory, and keeps to its limit', async () => {
      fresh();
      const { sourceIds, savedId } = await summaries.summarize(tenant, { count: 10, save: true });
      assert.deepEqual([sourceIds, savedId], [[], undefined]);
      await assert.rejects(summaries.summarize(tenant, { count: 0, save: false }), code('INVALID_REQUEST'));
      await assert.rejects(
        summaries.summarize(tenant, { count: 1_001, save: false }),
        code('INVALID_REQUEST'),
      );
    });
  });

  it('knows nodes under any spelling of their key', () => {
    assert.equal(canonicalKey('Person: Trâm '.normalize('NFD')), 'Person:Trâm');
  });
});
