import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_TENANT, parseMemoryId, parseTenantId } from '@engram/kernel';
import type { RecallQuery } from '@engram/episodic';
import { EngineFixture } from '@engram-test/engine-fixture';

const HOUR_MS = 3_600_000;

describe('episodic memory', () => {
  const fixture = new EngineFixture();
  before(() => fixture.open());
  after(() => fixture.close());

  let tenants = 0;
  const newTenant = () => parseTenantId(`episodic-${tenants++}`);

  async function found(tenant = DEFAULT_TENANT, query: string | RecallQuery = ''): Promise<string[]> {
    const given = typeof query === 'string' ? { query, limit: 10 } : query;
    const { results } = await fixture.engine.recall.recall(tenant, given);
    return results.map(({ memory }) => memory.content);
  }

  async function remember(tenant: ReturnType<typeof newTenant>, ...contents: string[]): Promise<void> {
    for (const content of contents) await fixture.engine.remember.remember(tenant, { content });
  }

  describe('recall', () => {
    it('finds Trâm by tram, and puts her first when her name is spelled', async () => {
      const tenant = newTenant();
      await remember(tenant, 'the tram was late again', 'Trâm was late again', 'nobody was late');
      assert.deepEqual((await found(tenant, 'Trâm')).slice(0, 2), [
        'Trâm was late again',
        'the tram was late again',
      ]);
      assert.equal((await found(tenant, 'tram'))[0], 'the tram was late again');
      assert.ok((await found(tenant, 'tram')).includes('Trâm was late again'));
    });

    it('folds đ, which Unicode does not', async () => {
      const tenant = newTenant();
      await remember(tenant, 'Họ gặp nhau ở Đà Nẵng', 'they met in Huế');
      assert.equal((await found(tenant, 'da nang'))[0], 'Họ gặp nhau ở Đà Nẵng');
    });

    it('helps a turn by its neighbours in the session', async () => {
      const tenant = newTenant();
      const { remember: service } = fixture.engine;
      for (const content of ['What instrument does your sister play?', 'The violin, since she was six.']) {
        await service.remember(tenant, { content, sessionId: 'chat' });
      }
      for (let other = 0; other < 30; other++) {
        await service.remember(tenant, {
          content: `the weather of day ${other} was grey`,
          sessionId: `s${other}`,
        });
      }
      const answers = await found(tenant, 'which instrument does the sister play');
      assert.deepEqual(answers.slice(0, 2).sort(), [
        'The violin, since she was six.',
        'What instrument does your sister play?',
      ]);
    });

    it('returns a long memory whole, with the passage that matched', async () => {
      const tenant = newTenant();
      const filler = 'The committee went on about the budget for another hour. '.repeat(40);
      const content = `${filler}Then Ada mentioned the hidden lighthouse. ${filler}`;
      await remember(tenant, content, 'a short note on budgets');
      const { results } = await fixture.engine.recall.recall(tenant, {
        query: 'hidden lighthouse',
        limit: 1,
      });
      const [best] = results;
      assert.equal(best?.memory.content, content);
      assert.ok(
        best?.passage && content.slice(best.passage.start, best.passage.end).includes('hidden lighthouse'),
      );
    });

    it('filters before ranking', async () => {
      const tenant = newTenant();
      const { remember: service, recall } = fixture.engine;
      for (let index = 0; index < 400; index++) {
        await service.remember(tenant, {
          content: `release note ${index} about the release`,
          tags: index === 399 ? ['rare'] : ['common'],
          namespace: index % 2 === 0 ? 'even' : 'odd',
          timestamp: index * HOUR_MS,
        });
      }
      const only = async (filter: RecallQuery['filter']) =>
        recall.recall(tenant, { query: 'release', limit: 50, ...(filter && { filter }) });
      assert.equal((await only({ tags: ['rare'] })).results.length, 1);
      assert.equal((await only({ tags: ['rare', 'common'], tagMatch: 'all' })).results.length, 0);
      assert.equal((await only({ namespace: 'odd', since: 390 * HOUR_MS })).results.length, 5);
      assert.equal((await only({ until: 3 * HOUR_MS })).results.length, 3);
    });

    it('says why, and the parts add up', async () => {
      const tenant = newTenant();
      await remember(tenant, 'the harbour froze in January');
      const { results } = await fixture.engine.recall.recall(tenant, {
        query: 'frozen harbour',
        limit: 1,
        explain: true,
      });
      const { why, score } = results[0] ?? assert.fail('nothing found');
      const sum = Object.values(why ?? {}).reduce((total, part) => total + part, 0);
      assert.ok(Math.abs(sum - score) < 1e-6);
    });

    it('pages without repeating or leaving out', async () => {
      const tenant = newTenant();
      await remember(tenant, ...Array.from({ length: 30 }, (_, index) => `page turner number ${index}`));
      const pages = await Promise.all(
        [0, 10, 20].map((offset) => found(tenant, { query: 'page turner', limit: 10, offset })),
      );
      assert.equal(new Set(pages.flat()).size, 30);
    });

    it('refuses what it cannot search for', async () => {
      for (const query of ['', '   ', 'x'.repeat(10_001), 'half \ud800']) {
        await assert.rejects(found(DEFAULT_TENANT, query), { code: 'INVALID_REQUEST' });
      }
      for (const [limit, offset] of [
        [0, 0],
        [101, 0],
        [10, 9_991],
        [1.5, 0],
      ] as const) {
        await assert.rejects(found(DEFAULT_TENANT, { query: 'x', limit, offset }), {
          code: 'INVALID_REQUEST',
        });
      }
    });

    it('answers nothing from a tenant that holds nothing, and makes none', async () => {
      const tenant = newTenant();
      assert.deepEqual(await found(tenant, 'anything'), []);
      assert.ok(!(await fixture.engine.stores.list()).includes(tenant));
    });

    it('never crosses tenants', async () => {
      const [mine, yours] = [newTenant(), newTenant()];
      await remember(mine, 'the password hint is my first dog');
      await remember(yours, 'something else');
      assert.ok(
        !(await found(yours, 'password hint first dog')).some((content) => content.includes('password')),
      );
    });
  });

  describe('a memory', () => {
    it('is updated under the topic that it holds, and keeps its history', async () => {
      const tenant = newTenant();
      const { remember: service, memories } = fixture.engine;
      const first = await service.remember(tenant, { content: 'the office is in Huế', topicKey: 'office' });
      const second = await service.remember(tenant, {
        content: 'the office is in Hội An',
        topicKey: 'office',
      });
      assert.deepEqual([first.status, second.status], ['created', 'updated']);
      assert.equal(second.memory.id, first.memory.id);
      assert.equal(second.memory.revision, 2);
      const history = await memories.history(tenant, first.memory.id);
      assert.deepEqual(
        history.map(({ content }) => content),
        ['the office is in Huế'],
      );
      assert.deepEqual(await found(tenant, 'where is the office'), ['the office is in Hội An']);
    });

    it('is found by its new words after an update, not by the old', async () => {
      const tenant = newTenant();
      const { remember: service, memories } = fixture.engine;
      const { memory } = await service.remember(tenant, { content: 'zebra crossing' });
      await memories.update(tenant, memory.id, { content: 'giraffe crossing' });
      const { results } = await fixture.engine.recall.recall(tenant, {
        query: 'zebra',
        limit: 5,
        explain: true,
      });
      assert.ok(results.every(({ why }) => why?.text === 0));
      assert.deepEqual(await found(tenant, 'giraffe'), ['giraffe crossing']);
    });

    it('is gone when it has expired, before any cleanup', async () => {
      const tenant = newTenant();
      const { remember: service, memories } = fixture.engine;
      const expiresAt = fixture.clock.now() + HOUR_MS;
      const { memory } = await service.remember(tenant, { content: 'a fleeting thought', expiresAt });
      assert.deepEqual(await found(tenant, 'fleeting'), ['a fleeting thought']);
      fixture.clock.advance(HOUR_MS);
      assert.deepEqual(await found(tenant, 'fleeting'), []);
      await assert.rejects(memories.get(tenant, memory.id), { code: 'NOT_FOUND' });
      assert.equal(await memories.cleanup(tenant, { dryRun: true }), 1);
      assert.equal(await memories.cleanup(tenant), 1);
      assert.equal(await memories.cleanup(tenant), 0);
    });

    it('is not found by a stranger’s id', async () => {
      const id = parseMemoryId('00000000-0000-7000-8000-000000000000');
      const { memories } = fixture.engine;
      await assert.rejects(memories.get(DEFAULT_TENANT, id), { code: 'NOT_FOUND' });
      await assert.rejects(memories.remove(DEFAULT_TENANT, id), { code: 'NOT_FOUND' });
      await assert.rejects(memories.update(DEFAULT_TENANT, id, { priority: 3 }), { code: 'NOT_FOUND' });
    });

    it('has content of 1 byte to the limit, in bytes', async () => {
      const tenant = newTenant();
      const { remember: service } = fixture.engine;
      const atLimit = 'ệ'.repeat(3_413) + 'x';
      assert.equal(Buffer.byteLength(atLimit), 10_240);
      await service.remember(tenant, { content: atLimit });
      await assert.rejects(service.remember(tenant, { content: `${atLimit}x` }), {
        code: 'CONTENT_TOO_LARGE',
      });
      await assert.rejects(service.remember(tenant, { content: '' }), { code: 'INVALID_REQUEST' });
    });
  });

  describe('a bulk', () => {
    it('that is atomic stores all or nothing', async () => {
      const tenant = newTenant();
      const { remember: service, memories } = fixture.engine;
      const items = [{ content: 'good' }, { content: '' }];
      await assert.rejects(service.rememberBulk(tenant, items, { atomic: true }), {
        code: 'INVALID_REQUEST',
      });
      assert.equal((await memories.stats(tenant)).memories, 0);
    });

    it('that is not stores the good and names the others', async () => {
      const tenant = newTenant();
      const outcomes = await fixture.engine.remember.rememberBulk(
        tenant,
        [{ content: 'one' }, { content: 'x'.repeat(10_241) }, { content: 'three' }, { content: '\udc00' }],
        { atomic: false },
      );
      assert.deepEqual(
        outcomes.map((outcome) => (outcome.status === 'failed' ? outcome.error.code : outcome.status)),
        ['created', 'CONTENT_TOO_LARGE', 'created', 'INVALID_REQUEST'],
      );
    });
  });

  it('refuses a deletion that would mean all', async () => {
    const { memories } = fixture.engine;
    for (const filter of [{}, { tags: [] }, { tagMatch: 'any' } as const]) {
      await assert.rejects(memories.removeMatching(DEFAULT_TENANT, filter), { code: 'INVALID_REQUEST' });
    }
  });
});
