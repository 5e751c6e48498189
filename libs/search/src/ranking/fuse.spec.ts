import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fuse } from './fuse';
import type { MemorySignals, RankingInput } from './ranking.model';
import { LEXICAL_WEIGHTS, SEMANTIC_WEIGHTS } from './ranking-weights';

const NOW = Date.UTC(2026, 0, 1);
const ORDINARY: MemorySignals = { at: 0, priority: 5 };

function hits(scores: Record<number, number>) {
  const entries = Object.entries(scores).sort((a, b) => b[1] - a[1]);
  return {
    documents: Int32Array.from(entries, ([document]) => Number(document)),
    scores: Float32Array.from(entries, ([, score]) => score),
  };
}

function input(given: {
  text?: Record<number, number>;
  vector?: Record<number, number>;
  graph?: Record<number, number>;
  memoryOf?: (document: number) => number;
  signals?: Record<number, Partial<MemorySignals>>;
  limit?: number;
}): RankingInput {
  return {
    text: { ...hits(given.text ?? {}), matched: 0, ideal: 10 },
    vector: hits(given.vector ?? {}),
    graph: new Map(
      Object.entries(given.graph ?? {}).map(([document, strength]) => [Number(document), strength]),
    ),
    memoryOf: given.memoryOf ?? ((document) => document),
    signalsOf: (memory) => ({ ...ORDINARY, ...given.signals?.[memory] }),
    now: NOW,
    limit: given.limit ?? 10,
  };
}

const order = (given: Parameters<typeof input>[0]) => fuse(input(given)).map(({ memory }) => memory);

describe('fuse', () => {
  it('answers nothing to nothing', () => {
    assert.deepEqual(fuse(input({})), []);
  });

  it('puts what text and vectors agree on first', () => {
    assert.deepEqual(order({ text: { 1: 5, 2: 5 }, vector: { 2: 0.9, 3: 0.9 } }), [2, 1, 3]);
  });

  it('trusts vectors more where they know meaning', () => {
    const given = input({ text: { 1: 5 }, vector: { 2: 0.9 } });
    assert.equal(fuse(given, LEXICAL_WEIGHTS)[0]?.memory, 1);
    assert.equal(fuse(given, SEMANTIC_WEIGHTS)[0]?.memory, 2);
  });

  it('says why: shares that add up to a score from 0 to 1', () => {
    const perfect = { 1: { at: NOW, priority: 10 } };
    const [best] = fuse(input({ text: { 1: 50 }, vector: { 1: 1 }, graph: { 1: 1 }, signals: perfect }));
    assert.ok(best && Math.abs(best.score - 1) < 1e-9);
    assert.equal(
      best.score,
      best.why.text + best.why.vector + best.why.graph + best.why.recency + best.why.priority,
    );
  });

  it('takes of several passages the one that matches best', () => {
    const [only, ...others] = fuse(input({ text: { 4: 2, 5: 7, 6: 3 }, memoryOf: () => 1 }));
    assert.deepEqual(others, []);
    assert.deepEqual([only?.memory, only?.document], [1, 5]);
  });

  it('finds what the graph alone leads to, behind what matches', () => {
    assert.deepEqual(order({ text: { 1: 5 }, graph: { 2: 1 } }), [1, 2]);
  });

  it('prefers the recent and the important among equals only', () => {
    const text = { 1: 5, 2: 5 };
    assert.deepEqual(order({ text, signals: { 2: { at: NOW } } }), [2, 1]);
    assert.deepEqual(order({ text, signals: { 2: { priority: 9 } } }), [2, 1]);
    const signals = { 2: { at: NOW, priority: 10 } };
    assert.deepEqual(order({ text: { 1: 6, 2: 5 }, signals }), [1, 2]);
  });

  it('takes an event of the future for one of now', () => {
    const [best] = fuse(input({ text: { 1: 5 }, signals: { 1: { at: NOW * 2 } } }));
    assert.ok(best && best.why.recency <= 0.01);
  });

  it('keeps to its limit, in an order that does not depend on the order of the candidates', () => {
    assert.deepEqual(order({ text: { 3: 5, 2: 5, 1: 5 }, limit: 2 }), [1, 2]);
  });
});
