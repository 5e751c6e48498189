import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeDocument, analyzeQuery } from './analyzer';

const terms = (query: string) => analyzeQuery(query).terms.map(({ term }) => term);

describe('analyzeQuery', () => {
  it('folds, stems and leaves out function words', () => {
    assert.deepEqual(terms('What did Caroline’s friends PAINT?'), ['carolin', 'friend', 'paint']);
    assert.deepEqual(terms("I don't think we're going"), ['think', 'go']);
  });

  it('searches a word with marks folded and exactly', () => {
    assert.deepEqual(terms('Trâm'), ['tram', '=trâm']);
    assert.deepEqual(terms('Đũng'.normalize('NFD')), ['dung', '=đũng']);
  });

  it('keeps Vietnamese words that are English function words, in Vietnamese', () => {
    assert.ok(terms('An thích uống cà phê ở đâu').includes('an'));
    assert.ok(!terms('an apple').includes('an'));
    assert.ok(!terms('cái này là của Trâm ở đây').includes('cua'));
  });

  it('takes elision off, and splits at everything that is not a word', () => {
    assert.deepEqual(terms("l'homme d'accord"), ['homm', 'accord']);
    assert.deepEqual(terms('libs/search:v2, 3.14'), ['lib', 'search', 'v2', '3', '14']);
  });

  it('looks up a run without spaces by pairs, a single character by itself', () => {
    assert.deepEqual(terms('北京烤'), ['北京', '京烤']);
    assert.deepEqual(terms('iPhone手机'), ['iphon', '手机']);
    assert.deepEqual(terms('茶'), ['茶']);
  });

  it('does not grow with the length of a word', () => {
    assert.ok(terms('a'.repeat(10_000)).every((term) => term.length <= 65));
  });
});

describe('analyzeDocument', () => {
  it('counts words and knows a question', () => {
    const { counts, length, asks } = analyzeDocument({ text: 'Run, run! Who ran?' });
    assert.deepEqual([...counts], [['run', 3]]);
    assert.equal(length, 3);
    assert.equal(asks, true);
    assert.equal(analyzeDocument({ text: 'Why? Because.' }).asks, false);
  });
});
