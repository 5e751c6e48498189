import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ManualClock } from '@engram/kernel';
import { newMemoryId, SystemClock, SystemRandom } from '@engram/kernel';
import fc from 'fast-check';
import type { Memory, MemoryFilter } from '../model/memory';
import { aMemory, memories, SPACE } from '../testing/memory-builder';
import type { TenantStores } from './stores.port';

export interface MemoryStoreSubject {
  /** A tenant that holds nothing yet. */
  stores: TenantStores;
  /** A second way to the same tenant, as another process has it. */
  elsewhere: TenantStores;
  /** Another tenant. */
  stranger: TenantStores;
  clock: ManualClock;
}

const contents = (items: readonly Memory[]) => items.map((memory) => memory.content);
const unknownId = () => newMemoryId(new SystemClock(), new SystemRandom());

/** Any text that has a UTF-8 form. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  fc.constantFrom('\0', 'a\0b', 'Trần Thị Bích Trâm', 'đặng', '👩‍👩‍👧‍👦🏳️‍🌈', '\ufeffbom', '\r\n\u2028', 'e\u0301 é'),
);

/** What every MemoryStore must hold to, on its real engine. */
export function memoryStoreContract(name: string, make: () => Promise<MemoryStoreSubject>): void {
  describe(`MemoryStore contract: ${name}`, () => {
    writing(make);
    topics(make);
    updating(make);
    listing(make);
    removing(make);
    repeating(make);
    sharing(make);
  });
}

function writing(make: () => Promise<MemoryStoreSubject>): void {
  it('gives back what was stored, with what the store adds', async () => {
    const { stores, clock } = await make();
    const write = aMemory({
      tags: ['a', 'b'],
      entities: ['Ada'],
      metadata: { deep: { n: [1, null, 'x'] } },
      source: 's',
    });
    const [outcome] = await stores.memories.remember([write], SPACE);
    assert.equal(outcome?.status, 'created');
    const { passages: _, ...given } = write;
    const expected = {
      ...given,
      sessionOrder: null,
      revision: 1,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      accessCount: 0,
      lastAccessedAt: null,
    };
    assert.deepEqual(outcome.memory, expected);
    assert.deepEqual(await stores.memories.get(write.id), expected);
  });

  it('gives back any text byte for byte', async () => {
    const { stores } = await make();
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (content, tag) => {
        const write = aMemory({
          content,
          tags: [tag],
          namespace: tag,
          metadata: { [tag]: content },
          source: tag,
        });
        await stores.memories.remember([write], SPACE);
        const memory = await stores.memories.get(write.id);
        assert.equal(memory?.content, content);
        assert.deepEqual(Buffer.from(memory.content), Buffer.from(content));
        assert.deepEqual(memory.tags, [tag]);
        assert.deepEqual(memory.metadata, { [tag]: content });
        assert.equal(memory.source, tag);
        const { items } = await stores.memories.list({ namespace: tag, tags: [tag] }, { limit: 100 });
        assert.ok(items.some(({ id }) => id === write.id));
      }),
      { numRuns: 150, verbose: 1 },
    );
  });

  it('refuses half a surrogate pair, which has no UTF-8 form', async () => {
    const { stores } = await make();
    const half = aMemory({ content: 'broken \ud83d' });
    await assert.rejects(stores.memories.remember([half], SPACE), { code: 'INVALID_REQUEST' });
  });

  it('stores all or nothing', async () => {
    const { stores } = await make();
    const good = aMemory();
    await assert.rejects(stores.memories.remember([good, { ...aMemory(), id: good.id }], SPACE), {
      code: 'CONFLICT',
    });
    assert.equal(await stores.memories.get(good.id), undefined);
    assert.equal(await stores.feed.sequence(), 0);
  });

  it('numbers a session in order, across requests', async () => {
    const { stores } = await make();
    const first = await stores.memories.remember(memories(3, { sessionId: 's' }), SPACE);
    const second = await stores.memories.remember(
      [aMemory({ sessionId: 's' }), aMemory({ sessionId: 't' })],
      SPACE,
    );
    const orders = [...first, ...second].map(({ memory }) => memory.sessionOrder);
    assert.deepEqual(orders, [0, 1, 2, 3, 0]);
    const elsewhere = aMemory({ sessionId: 's', namespace: 'other' });
    const [third] = await stores.memories.remember([elsewhere], SPACE);
    assert.equal(third?.memory.sessionOrder, 0);
  });

  it('holds one embedding space', async () => {
    const { stores } = await make();
    await stores.memories.remember([aMemory()], SPACE);
    assert.deepEqual((await stores.memories.stats()).embeddingSpace, SPACE);
    for (const other of [
      { ...SPACE, model: 'big' },
      { ...SPACE, version: 2 },
      { ...SPACE, dimensions: 8 },
    ]) {
      await assert.rejects(stores.memories.remember([aMemory()], other), { code: 'CONFLICT' });
    }
    const vector = new Float32Array(8);
    const wrong = aMemory({ passages: [{ start: 0, end: 1, vector }] });
    await assert.rejects(stores.memories.remember([wrong], SPACE), { code: 'CONFLICT' });
  });

  it('counts what it holds', async () => {
    const { stores, clock } = await make();
    const owed = { start: 0, end: 1, vector: null };
    const writes = [
      aMemory({ sessionId: 'a' }),
      aMemory({ sessionId: 'b', passages: [owed, { start: 1, end: 2, vector: new Float32Array(4) }] }),
      aMemory({ sessionId: 'b', expiresAt: clock.now() + 10 }),
    ];
    await stores.memories.remember(writes, SPACE);
    const stats = { memories: 3, passages: 4, pendingEmbeddings: 1, sessions: 2, embeddingSpace: SPACE };
    assert.deepEqual(await stores.memories.stats(), stats);
    clock.advance(10);
    assert.equal((await stores.memories.stats()).memories, 2);
  });
}

function topics(make: () => Promise<MemoryStoreSubject>): void {
  it('updates the memory that holds the topic, and keeps what it said', async () => {
    const { stores, clock } = await make();
    const first = aMemory({ topicKey: 'editor', content: 'Vim', priority: 3 });
    await stores.memories.remember([first], SPACE);
    clock.advance(1_000);
    const next = aMemory({ topicKey: 'editor', content: 'Emacs' });
    const [outcome] = await stores.memories.remember([next], SPACE);
    assert.equal(outcome?.status, 'updated');
    assert.equal(outcome.memory.id, first.id);
    assert.equal(outcome.memory.revision, 2);
    assert.equal(outcome.memory.createdAt, clock.now() - 1_000);
    assert.deepEqual(await stores.memories.get(first.id), outcome.memory);
    assert.equal(await stores.memories.get(next.id), undefined);
    const history = await stores.memories.history(first.id);
    assert.deepEqual(
      history.map(({ revision, content, priority }) => ({ revision, content, priority })),
      [{ revision: 1, content: 'Vim', priority: 3 }],
    );
  });

  it('tells topics of two namespaces apart', async () => {
    const { stores } = await make();
    const writes = [aMemory({ topicKey: 'k' }), aMemory({ topicKey: 'k', namespace: 'other' })];
    const outcomes = await stores.memories.remember(writes, SPACE);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['created', 'created'],
    );
  });

  it('applies a topic that comes twice in one request in order', async () => {
    const { stores } = await make();
    const writes = ['one', 'two', 'three'].map((content) => aMemory({ topicKey: 'k', content }));
    const outcomes = await stores.memories.remember(writes, SPACE);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['created', 'updated', 'updated'],
    );
    const memory = await stores.memories.get((writes[0] as { id: Memory['id'] }).id);
    assert.equal(memory?.content, 'three');
    assert.deepEqual(
      (await stores.memories.history(memory.id)).map(({ content }) => content),
      ['two', 'one'],
    );
  });

  it('makes a new memory where the holder of the topic has expired', async () => {
    const { stores, clock } = await make();
    const old = aMemory({ topicKey: 'k', expiresAt: clock.now() + 1 });
    await stores.memories.remember([old], SPACE);
    clock.advance(1);
    const [outcome] = await stores.memories.remember([aMemory({ topicKey: 'k' })], SPACE);
    assert.equal(outcome?.status, 'created');
    assert.notEqual(outcome.memory.id, old.id);
  });
}

function updating(make: () => Promise<MemoryStoreSubject>): void {
  it('replaces what the patch names, and keeps the former state', async () => {
    const { stores, clock } = await make();
    const write = aMemory({ tags: ['a'], content: 'before' });
    await stores.memories.remember([write], SPACE);
    clock.advance(5);
    const passages = [{ start: 0, end: 5, vector: new Float32Array([9, 9, 9, 9]) }];
    const patch = { content: { text: 'after', passages }, priority: 9, expiresAt: clock.now() + 100 };
    const memory = await stores.memories.update(write.id, patch, SPACE);
    assert.equal(memory.content, 'after');
    assert.equal(memory.priority, 9);
    assert.deepEqual(memory.tags, ['a']);
    assert.equal(memory.revision, 2);
    assert.equal(memory.updatedAt, clock.now());
    assert.deepEqual(await stores.memories.get(write.id), memory);
    const [former] = await stores.memories.history(write.id);
    assert.equal(former?.content, 'before');
    assert.equal(former.updatedAt, clock.now() - 5);
  });

  it('knows nothing of a memory that is not there or has expired', async () => {
    const { stores, clock } = await make();
    const write = aMemory({ expiresAt: clock.now() + 1 });
    await stores.memories.remember([write], SPACE);
    clock.advance(1);
    for (const id of [write.id, unknownId()]) {
      await assert.rejects(stores.memories.update(id, { priority: 1 }, SPACE), { code: 'NOT_FOUND' });
      await assert.rejects(stores.memories.history(id), { code: 'NOT_FOUND' });
      assert.equal(await stores.memories.get(id), undefined);
    }
  });

  it('counts accesses without making a change of them', async () => {
    const { stores, elsewhere, clock } = await make();
    const write = aMemory();
    await stores.memories.remember([write], SPACE);
    const before = await stores.feed.sequence();
    stores.memories.touch([write.id, unknownId()], clock.now() + 5);
    stores.memories.touch([write.id], clock.now() + 3);
    assert.equal((await elsewhere.memories.get(write.id))?.accessCount, 0);
    assert.equal(await stores.feed.sequence(), before);
  });
}

function listing(make: () => Promise<MemoryStoreSubject>): void {
  it('gives pages of all, newest first, none twice', async () => {
    const { stores } = await make();
    await stores.memories.remember(memories(25), SPACE);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await stores.memories.list({}, { limit: 10, ...(cursor && { cursor }) });
      seen.push(...contents(page.items));
      cursor = page.nextCursor ?? undefined;
      // What comes in meanwhile is newer than every page still to come.
      await stores.memories.remember([aMemory({ content: 'late' })], SPACE);
    } while (cursor);
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, index) => `memory ${24 - index}`),
    );
  });

  it('has no cursor after the last page, and refuses a foreign one', async () => {
    const { stores } = await make();
    await stores.memories.remember(memories(10), SPACE);
    assert.equal((await stores.memories.list({}, { limit: 10 })).nextCursor, null);
    for (const cursor of ['', 'x', 'bTE6LTE', Buffer.from('m1:1;DROP').toString('base64url')]) {
      await assert.rejects(stores.memories.list({}, { limit: 10, cursor }), { code: 'INVALID_REQUEST' });
    }
  });

  it('filters as a plain loop over all memories does', async () => {
    const { stores } = await make();
    const word = fc.constantFrom('x', 'y', ',', '"', 'đ');
    const type = fc.constantFrom('fact' as const, 'todo' as const);
    const time = fc.integer({ min: 0, max: 5 });
    const write = fc.record({
      tags: fc.uniqueArray(word),
      memoryType: type,
      namespace: word,
      timestamp: time,
    });
    const filter = fc.record(
      {
        tags: fc.array(word, { minLength: 1, maxLength: 3 }),
        tagMatch: fc.constantFrom('any' as const, 'all' as const),
        memoryType: type,
        namespace: word,
        sessionId: word,
        since: time,
        until: time,
      },
      { requiredKeys: [] },
    );
    const all = fc
      .sample(write, { numRuns: 80, seed: 5 })
      .map((given, index) =>
        aMemory({ ...given, sessionId: index % 3 === 0 ? 'x' : null, content: `m${index}` }),
      );
    await stores.memories.remember(all, SPACE);
    await fc.assert(
      fc.asyncProperty(filter, async (given) => {
        const conditions = given as MemoryFilter;
        const { items } = await stores.memories.list(conditions, { limit: 100 });
        const expected = all.filter((memory) => matches(memory, conditions)).map(({ content }) => content);
        assert.deepEqual(contents(items), expected.reverse());
        if (Object.keys(conditions).some((key) => key !== 'tagMatch')) {
          assert.equal(await stores.memories.removeMatching(conditions, { dryRun: true }), expected.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never returns what has expired', async () => {
    const { stores, clock } = await make();
    const [stays, goes] = [aMemory(), aMemory({ expiresAt: clock.now() + 60_000 })];
    await stores.memories.remember([stays, goes], SPACE);
    assert.equal((await stores.memories.getMany([goes.id, unknownId(), stays.id])).length, 2);
    clock.advance(60_000);
    assert.deepEqual(
      (await stores.memories.getMany([goes.id, stays.id])).map(({ id }) => id),
      [stays.id],
    );
    assert.deepEqual(
      (await stores.memories.list({}, { limit: 10 })).items.map(({ id }) => id),
      [stays.id],
    );
  });
}

function matches(memory: ReturnType<typeof aMemory>, filter: MemoryFilter): boolean {
  const held = (tag: string) => memory.tags.includes(tag);
  return (
    (filter.memoryType === undefined || memory.memoryType === filter.memoryType) &&
    (filter.namespace === undefined || memory.namespace === filter.namespace) &&
    (filter.sessionId === undefined || memory.sessionId === filter.sessionId) &&
    (filter.since === undefined || memory.timestamp >= filter.since) &&
    (filter.until === undefined || memory.timestamp < filter.until) &&
    (filter.tags === undefined ||
      (filter.tagMatch === 'all' ? filter.tags.every(held) : filter.tags.some(held)))
  );
}

function removing(make: () => Promise<MemoryStoreSubject>): void {
  it('erases a memory with its history', async () => {
    const { stores } = await make();
    const write = aMemory({ topicKey: 'k', sessionId: 's' });
    await stores.memories.remember([write], SPACE);
    await stores.memories.update(write.id, { priority: 1 }, SPACE);
    assert.equal(await stores.memories.remove(write.id), true);
    assert.equal(await stores.memories.remove(write.id), false);
    assert.equal(await stores.memories.get(write.id), undefined);
    const stats = await stores.memories.stats();
    assert.equal(stats.passages, 0);
    const [again] = await stores.memories.remember([aMemory({ topicKey: 'k' })], SPACE);
    assert.equal(again?.status, 'created');
    assert.equal((await stores.verify()).healthy, true);
  });

  it('erases what matches and nothing else', async () => {
    const { stores } = await make();
    await stores.memories.remember(memories(20, { namespace: 'gone' }), SPACE);
    await stores.memories.remember(memories(3, { namespace: 'kept' }), SPACE);
    assert.equal(await stores.memories.removeMatching({ namespace: 'gone' }), 20);
    assert.equal((await stores.memories.list({}, { limit: 50 })).items.length, 3);
    const deletions = (await stores.feed.after(23, 100)).map(({ operation }) => operation);
    assert.deepEqual(deletions, Array(20).fill('delete'));
    await assert.rejects(stores.memories.removeMatching({}), { code: 'INVALID_REQUEST' });
    await assert.rejects(stores.memories.removeMatching({ tags: [] }), { code: 'INVALID_REQUEST' });
    assert.equal((await stores.memories.stats()).memories, 3);
  });

  it('erases what has expired', async () => {
    const { stores, clock } = await make();
    const expiring = memories(4, { expiresAt: clock.now() + 1 });
    await stores.memories.remember([...expiring, ...memories(2)], SPACE);
    assert.equal(await stores.memories.removeExpired(), 0);
    clock.advance(1);
    assert.equal(await stores.memories.removeExpired({ dryRun: true }), 4);
    assert.equal(await stores.memories.removeExpired(), 4);
    assert.equal(await stores.memories.removeExpired(), 0);
    assert.equal((await stores.memories.stats()).passages, 2);
  });
}

function repeating(make: () => Promise<MemoryStoreSubject>): void {
  const key = { key: 'remember:1', fingerprint: 'a' };

  it('answers a repeated request as the first time', async () => {
    const { stores, elsewhere } = await make();
    const first = await stores.memories.remember([aMemory()], SPACE, key);
    assert.deepEqual(await stores.memories.remember([aMemory()], SPACE, key), first);
    assert.deepEqual(await elsewhere.memories.remember([aMemory()], SPACE, key), first);
    assert.equal((await stores.memories.stats()).memories, 1);
  });

  it('refuses the key of another request, and forgets a key after a day', async () => {
    const { stores, clock } = await make();
    await stores.memories.remember([aMemory()], SPACE, key);
    const other = { ...key, fingerprint: 'b' };
    await assert.rejects(stores.memories.remember([aMemory()], SPACE, other), { code: 'CONFLICT' });
    clock.advance(24 * 3_600_000);
    await stores.memories.remember([aMemory()], SPACE, other);
    assert.equal((await stores.memories.stats()).memories, 2);
  });

  it('stores once however many send the same at once', async () => {
    const { stores, elsewhere } = await make();
    const sent = Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? stores : elsewhere).memories.remember([aMemory()], SPACE, key),
    );
    const answers = await Promise.all(sent);
    assert.equal(new Set(answers.map(([outcome]) => outcome?.memory.id)).size, 1);
    assert.equal((await stores.memories.stats()).memories, 1);
  });

  it('keeps no key of a request that failed', async () => {
    const { stores } = await make();
    const write = aMemory();
    await assert.rejects(stores.memories.remember([write, write], SPACE, key), { code: 'CONFLICT' });
    const [outcome] = await stores.memories.remember([write], SPACE, key);
    assert.equal(outcome?.status, 'created');
  });
}

function sharing(make: () => Promise<MemoryStoreSubject>): void {
  it('never shows one tenant what another holds', async () => {
    const { stores, stranger } = await make();
    const write = aMemory({ topicKey: 'k', sessionId: 's' });
    await stores.memories.remember([write], SPACE, { key: 'k', fingerprint: 'a' });
    assert.equal(await stranger.memories.get(write.id), undefined);
    assert.deepEqual(await stranger.memories.getMany([write.id]), []);
    assert.deepEqual(await stranger.memories.list({}, { limit: 10 }), { items: [], nextCursor: null });
    assert.equal(await stranger.memories.remove(write.id), false);
    await assert.rejects(stranger.memories.update(write.id, { priority: 1 }, SPACE), { code: 'NOT_FOUND' });
    const same = aMemory({ topicKey: 'k', sessionId: 's' });
    const [outcome] = await stranger.memories.remember([same], SPACE, { key: 'k', fingerprint: 'b' });
    assert.equal(outcome?.status, 'created');
    assert.equal(outcome.memory.sessionOrder, 0);
    assert.equal((await stores.memories.stats()).memories, 1);
  });

  it('keeps the writes of 200 at once, in two places, in one order', async () => {
    const { stores, elsewhere } = await make();
    const writes = Array.from({ length: 200 }, (_, index) =>
      (index % 2 ? stores : elsewhere).memories.remember(
        [aMemory({ content: `w${index}`, sessionId: 's' })],
        SPACE,
      ),
    );
    const orders = (await Promise.all(writes)).map(([outcome]) => outcome?.memory.sessionOrder as number);
    assert.deepEqual(
      orders.sort((a, b) => a - b),
      Array.from({ length: 200 }, (_, index) => index),
    );
    const changes = await stores.feed.after(0, 1_000);
    assert.deepEqual(
      changes.map(({ sequence }) => sequence),
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    assert.equal(new Set(changes.map(({ entityId }) => entityId)).size, 200);
  });

  it('shows a write elsewhere as soon as it is answered', async () => {
    const { stores, elsewhere } = await make();
    for (let round = 0; round < 20; round += 1) {
      const write = aMemory();
      await stores.memories.remember([write], SPACE);
      assert.equal((await elsewhere.memories.get(write.id))?.id, write.id);
      assert.equal(await elsewhere.feed.sequence(), round + 1);
    }
  });
}
