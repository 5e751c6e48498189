import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { analyzeQuery } from './analyzer';
import { Bm25Index } from './bm25-index';
import type { TextDocument } from './text-index.port';

function indexOf(...texts: string[]): Bm25Index {
  const index = new Bm25Index();
  for (const [document, text] of texts.entries()) index.add(document, { text });
  return index;
}

function found(
  index: Bm25Index,
  query: string,
  options: { limit?: number; mask?: Uint8Array } = {},
): number[] {
  return [...index.search(analyzeQuery(query), { limit: 100, ...options }).documents];
}

describe('Bm25Index', () => {
  it('finds nothing in nothing, and nothing by words that say nothing', () => {
    assert.deepEqual(found(new Bm25Index(), 'anything'), []);
    assert.deepEqual(found(indexOf('what is it'), 'what is it'), []);
    assert.deepEqual(found(indexOf('apples'), ''), []);
  });

  it('puts the document first that holds more and rarer words of the query', () => {
    const index = indexOf('red car', 'red car with a blue roof', 'red house', 'red');
    assert.equal(found(index, 'blue car')[0], 1);
    assert.equal(found(index, 'red house')[0], 2);
  });

  it('finds a word with its marks by the word without them, the exact one first', () => {
    const index = indexOf('tram đi học', 'Trâm đi học', 'trạm xe buýt');
    assert.deepEqual(found(index, 'tram').sort(), [0, 1, 2]);
    assert.equal(found(index, 'Trâm')[0], 1);
    assert.equal(found(index, 'trạm')[0], 2);
  });

  it('finds a word by its other forms', () => {
    const index = indexOf('she painted a lake', 'they went home', 'two children');
    assert.deepEqual(found(index, 'paintings'), [0]);
    assert.deepEqual(found(index, 'go'), [1]);
    assert.deepEqual(found(index, 'child'), [2]);
  });

  it('finds Chinese, Japanese and Thai within a run, and emoji', () => {
    const index = indexOf('我喜欢北京烤鸭', 'ภาษาไทยง่ายมาก', 'party 🎉 tonight', '東京タワー');
    assert.deepEqual(found(index, '北京'), [0]);
    assert.deepEqual(found(index, '茶'), []);
    assert.deepEqual(found(index, '鸭'), [0]);
    assert.deepEqual(found(index, 'ไทย'), [1]);
    assert.deepEqual(found(index, '🎉'), [2]);
    assert.deepEqual(found(index, 'タワー'), [3]);
  });

  it('finds by tag, by entity and by the month, day and year of the event', () => {
    const index = new Bm25Index();
    index.add(0, {
      text: 'deployed',
      tags: ['release-notes'],
      entities: ['Phoenix'],
      at: Date.UTC(2024, 4, 17),
    });
    index.add(1, { text: 'rested' });
    for (const query of ['notes', 'phoenix', 'May', '2024', '17']) assert.deepEqual(found(index, query), [0]);
  });

  it('lends the words of a turn to its neighbours, the next one first, and to no other session', () => {
    const index = new Bm25Index();
    index.add(0, { text: 'hello' });
    index.add(1, { text: 'which instrument', after: 0 });
    index.add(2, { text: 'clarinet', after: 1 });
    index.add(3, { text: 'clarinet' });
    assert.deepEqual(found(index, 'instrument'), [1, 2, 0]);
    index.remove(1);
    assert.deepEqual(found(index, 'instrument'), []);
    assert.deepEqual(found(index, 'hello'), [0, 2]);
  });

  it('keeps the place of a replaced document, and gives a new first one its place', () => {
    const index = new Bm25Index();
    index.add(0, { text: 'alpha' });
    index.add(1, { text: 'beta', after: 0 });
    index.add(0, { text: 'gamma' });
    assert.deepEqual(found(index, 'alpha'), []);
    assert.deepEqual(found(index, 'gamma'), [0, 1]);
    index.add(2, { text: 'delta', before: 0 });
    assert.deepEqual(found(index, 'delta'), [2, 0, 1]);
  });

  it('ranks only what the mask lets through', () => {
    const index = indexOf('apple', 'apple', 'apple', 'apple');
    assert.deepEqual(found(index, 'apple', { mask: Uint8Array.of(0, 1, 0) }), [1]);
    assert.deepEqual(found(index, 'apple', { limit: 2 }), [0, 1]);
    const hits = index.search(analyzeQuery('apple'), { limit: 1, mask: Uint8Array.of(1, 1, 1, 0) });
    assert.equal(hits.matched, 3);
  });

  it('never returns what was removed, and uses its number again', () => {
    const index = indexOf('apple', 'apple pie');
    assert.equal(index.remove(0), true);
    assert.equal(index.remove(0), false);
    assert.equal(index.has(0), false);
    assert.deepEqual(found(index, 'apple'), [1]);
    index.add(0, { text: 'pear' });
    assert.deepEqual(found(index, 'pear'), [0]);
    assert.equal(index.stats().documents, 2);
  });

  it('gives a score near the ideal to a document that holds every word', () => {
    const { scores, ideal } = indexOf('quick brown fox', 'lazy dog').search(analyzeQuery('quick brown fox'), {
      limit: 1,
    });
    assert.ok(scores[0] !== undefined && scores[0] / ideal > 0.9);
  });

  it('takes long and strange queries', () => {
    const index = indexOf('needle');
    const words = Array.from({ length: 2_000 }, (_, number) => `word${number}`).join(' ');
    assert.deepEqual(found(index, `needle ${words}`), [0]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (query) => void found(index, query)));
  });

  it('finds any document by any of its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        const index = indexOf('other', text);
        if (analyzeQuery(text).terms.length > 0) assert.ok(found(index, text).includes(1));
      }),
    );
  });
});

describe('Bm25Index, restored', () => {
  it('answers as before, and goes on growing', () => {
    const index = new Bm25Index();
    for (let document = 0; document < 3_000; document++) {
      index.add(document, { text: `common word${document % 50} only${document}`, after: document - 1 });
    }
    index.remove(7);
    const restored = Bm25Index.restore(index.snapshot());
    for (const query of ['common', 'word7', 'only8', 'only7']) {
      assert.deepEqual(
        restored.search(analyzeQuery(query), { limit: 20 }),
        index.search(analyzeQuery(query), { limit: 20 }),
      );
    }
    for (const each of [index, restored]) each.add(3_000, { text: 'common word7 newest', after: 2_999 });
    assert.deepEqual(found(restored, 'word7 newest'), found(index, 'word7 newest'));
    assert.deepEqual(restored.stats().documents, 3_000);
  });

  it('does not keep the words of what was removed', () => {
    const index = indexOf('secretword here', 'other');
    index.remove(0);
    assert.ok(!Buffer.from(index.snapshot()).includes('secretword'));
  });

  it('restores an empty index', () => {
    assert.equal(Bm25Index.restore(new Bm25Index().snapshot()).stats().documents, 0);
  });

  it('refuses what is not its snapshot', () => {
    const snapshot = indexOf('apple').snapshot();
    assert.throws(() => Bm25Index.restore(snapshot.slice(0, -4)), RangeError);
    assert.throws(() => Bm25Index.restore(new ArrayBuffer(8)), RangeError);
    new Uint32Array(snapshot, 0, 2)[1] = 999;
    assert.throws(() => Bm25Index.restore(snapshot), RangeError);
  });
});

describe('Bm25Index, built step by step', () => {
  const word = fc.constantFrom('apple', 'pear', 'Trâm', 'tram', 'run', 'ran', '北京', 'why?', 'tree', 'lake');
  const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const step = fc.record({ document: fc.nat({ max: 30 }), text, remove: fc.boolean() });

  it('answers exactly like one built in one go', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), text, (steps, query) => {
        const grownIndex = new Bm25Index();
        // One session per ten numbers, its documents in order of their numbers.
        const held = new Map<number, TextDocument>();
        const neighbours = (document: number): Pick<TextDocument, 'after' | 'before'> => {
          const session = [...held.keys()].filter(
            (other) => Math.floor(other / 10) === Math.floor(document / 10),
          );
          return {
            after: Math.max(-1, ...session.filter((other) => other < document)),
            before: Math.min(1_000, ...session.filter((other) => other > document)),
          };
        };
        for (const { document, text: content, remove } of steps) {
          if (remove) {
            assert.equal(grownIndex.remove(document), held.delete(document));
          } else {
            held.set(document, { text: content });
            grownIndex.add(document, { text: content, ...neighbours(document) });
          }
        }
        const rebuilt = new Bm25Index();
        for (const document of [...held.keys()].sort((a, b) => a - b)) {
          rebuilt.add(document, { ...(held.get(document) as TextDocument), ...neighbours(document) });
        }
        const expected = rebuilt.search(analyzeQuery(query), { limit: 50 });
        assert.deepEqual(grownIndex.search(analyzeQuery(query), { limit: 50 }), expected);
        const restored = Bm25Index.restore(grownIndex.snapshot());
        assert.deepEqual(restored.search(analyzeQuery(query), { limit: 50 }), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('answers the same after it has compacted itself', () => {
    const index = new Bm25Index();
    for (let document = 0; document < 4_000; document++) {
      index.add(document, { text: `turn${document % 9} topic${document % 7}`, after: document - 1 });
    }
    for (let document = 0; document < 3_000; document++) index.remove(document);
    const rebuilt = new Bm25Index();
    for (let document = 3_000; document < 4_000; document++) {
      rebuilt.add(document, { text: `turn${document % 9} topic${document % 7}`, after: document - 1 });
    }
    const query = analyzeQuery('turn3 topic5');
    assert.deepEqual(index.search(query, { limit: 30 }), rebuilt.search(query, { limit: 30 }));
    assert.ok(index.stats().bytes < 400_000);
  });
});
