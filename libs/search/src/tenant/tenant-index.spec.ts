import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { MemoryFilter } from '@engram/storage';
import fc from 'fast-check';
import type { MemoryHit } from '../model/search';
import { MemoryRows } from '../testing/memory-rows';
import { RowBuilder, START } from '../testing/row-builder';
import { VectorHeap } from '../vector/vector-heap';
import type { SnapshotPolicy } from './index-follower';
import { TenantIndex } from './tenant-index';

const DIMENSIONS = 32;
const folder = mkdtempSync(join(tmpdir(), 'engram-index-'));
const heap = new VectorHeap();
let files = 0;

after(() => rmSync(folder, { recursive: true, force: true }));

interface Opened {
  index: TenantIndex;
  log: string[];
}

/** Saves whenever it may. */
const EAGER: SnapshotPolicy = {
  memoriesMin: 1,
  whenIdle: { changes: 1, share: 0 },
  atClose: { changes: 1, share: 0 },
  erasureMemoriesMax: 1_000,
};

function open(
  source: MemoryRows,
  path = join(folder, `index-${files++}`),
  snapshots?: SnapshotPolicy,
): Opened {
  const log: string[] = [];
  const note = (_level: string, message: string) => log.push(message);
  return { index: new TenantIndex({ source, heap, path, log: note, ...(snapshots && { snapshots }) }), log };
}

/** Hits of equal score may come in any order, and the last of them may be any of its equals. */
function comparable(hits: readonly MemoryHit[]): unknown {
  const rounded = hits.map(({ id, score }) => ({ id, score: score.toFixed(4) }));
  const last = rounded.at(-1)?.score;
  return {
    scores: rounded.map(({ score }) => score),
    ids: rounded
      .filter(({ score }) => score !== last)
      .map(({ id }) => id)
      .sort(),
  };
}

const FILTERS: MemoryFilter[] = [{}, { tags: ['red'] }, { memoryType: 'fact', namespace: 'default' }];

function assertSame(actual: TenantIndex, expected: TenantIndex, builder: RowBuilder): void {
  const now = START + 500;
  for (const filter of FILTERS) {
    const text = { text: builder.words(3), filter, limit: 8 };
    const vector = { vector: builder.vector(), filter, limit: 8 };
    assert.deepEqual(comparable(actual.searchText(text, now)), comparable(expected.searchText(text, now)));
    assert.deepEqual(
      comparable(actual.searchVector(vector, now)),
      comparable(expected.searchVector(vector, now)),
    );
  }
}

function filled(rows: number, seed = 3): { source: MemoryRows; builder: RowBuilder } {
  const source = new MemoryRows();
  const builder = new RowBuilder(DIMENSIONS, seed);
  for (let rowId = 1; rowId <= rows; rowId++) source.put(builder.row(rowId));
  return { source, builder };
}

describe('index of a tenant', () => {
  it('built step by step answers as one built from nothing, whatever happened', () => {
    const step = fc.record({ rowId: fc.integer({ min: 1, max: 25 }), kind: fc.nat(9) });
    fc.assert(
      fc.property(fc.nat(), fc.array(step, { minLength: 20, maxLength: 150 }), (seed, steps) => {
        const source = new MemoryRows();
        const builder = new RowBuilder(DIMENSIONS, seed);
        const path = join(folder, `property-${files++}`);
        let { index } = open(source, path, EAGER);
        for (const { rowId, kind } of steps) {
          if (kind <= 5) source.put(builder.row(rowId));
          else if (kind <= 7) source.delete(rowId);
          else if (kind === 8) source.skip();
          else {
            index.stats();
            index.close();
            ({ index } = open(source, path, EAGER));
          }
        }
        const { index: fresh } = open(source);
        assertSame(index, fresh, builder);
        assert.equal(index.stats().memories, source.rowsById.size);
        index.close();
        fresh.close();
      }),
      { numRuns: 80 },
    );
  });

  it('never finds what was deleted or has expired', () => {
    const { source, builder } = filled(200);
    const { index } = open(source);
    const all = { text: builder.words(14), limit: 1_000 };
    const found = index.searchText(all, START + 500).map(({ id }) => id as string);
    const alive = [...source.rowsById.values()].filter(
      ({ expiresAt }) => (expiresAt ?? Infinity) > START + 500,
    );
    assert.deepEqual(found.sort(), alive.map(({ id }) => id).sort());

    for (const { rowId } of alive.slice(0, 50)) source.delete(rowId);
    const left = alive.slice(50).map(({ id }) => id);
    assert.deepEqual(
      index
        .searchText(all, START + 500)
        .map(({ id }) => id as string)
        .sort(),
      left.sort(),
    );
    assert.deepEqual(index.searchText(all, START + 2_000).length > 0, left.length > 0);
    index.close();
  });

  it('gives a memory once, by its best passage', () => {
    const { source, builder } = filled(20);
    const vector = builder.vector();
    const near = vector.map((value, at) => value + (at === 0 ? 0.5 : 0));
    const passages = [near, vector, near].map((held, at) => ({
      passageId: 2_100 + at,
      start: at * 10,
      end: at * 10 + 10,
      vector: held,
    }));
    const row = builder.row(21, { content: 'a '.repeat(15), passages, expiresAt: null });
    source.put(row);
    const { index } = open(source);
    const hits = index.searchVector({ vector, limit: 3 }, START);
    assert.equal(hits.length, 3);
    assert.equal(hits.filter(({ id }) => (id as string) === row.id).length, 1);
    assert.deepEqual(hits[0]?.passage, { start: 10, end: 20 });
    assert.ok(Math.abs((hits[0]?.score ?? 0) - 1) < 1e-6);
    index.close();
  });

  it('ranks by words, vectors and the graph together', () => {
    const { source, builder } = filled(100);
    const { index } = open(source);
    const query = {
      text: 'Hanoi violin',
      vector: builder.vector(),
      vectorKind: 'lexical' as const,
      limit: 10,
    };
    const plain = index.rank(query, START);
    assert.equal(plain.hits.length, 10);
    assert.ok(plain.total > 10);
    for (const { score, why } of plain.hits) {
      const sum = why.text + why.vector + why.graph + why.recency + why.priority;
      assert.ok(Math.abs(score - sum) < 1e-9 && score >= 0 && score <= 1);
    }
    const { hits: page } = index.rank({ ...query, offset: 4, limit: 6 }, START);
    assert.deepEqual(
      page.map(({ id }) => id),
      plain.hits.slice(4).map(({ id }) => id),
    );
    const last = plain.hits.at(-1)?.id;
    assert.ok(last);
    const { hits: linked } = index.rank({ ...query, graph: [{ id: last, strength: 1 }] }, START);
    assert.ok((linked.find(({ id }) => id === last)?.why.graph ?? 0) > 0);
    const { vector: _left, ...words } = query;
    assert.ok(index.rank(words, START).hits.every(({ why }) => why.vector === 0));
    index.close();
  });

  it('follows a change of the embedding space', () => {
    const { source } = filled(50);
    const { index } = open(source);
    index.stats();
    const other = new RowBuilder(64, 9);
    for (let rowId = 1; rowId <= 50; rowId++) source.put(other.row(rowId, { expiresAt: null }));
    assert.equal(index.searchVector({ vector: other.vector(), limit: 10 }, START).length, 10);
    assert.equal(index.searchVector({ vector: new RowBuilder(32, 1).vector(), limit: 10 }, START).length, 0);
    index.close();
  });
});

describe('snapshot of an index', () => {
  function saved(rows = 700): { source: MemoryRows; builder: RowBuilder; path: string } {
    const { source, builder } = filled(rows);
    const path = join(folder, `saved-${files++}`);
    const { index } = open(source, path);
    index.stats();
    index.close();
    return { source, builder, path };
  }

  it('is taken up, with the changes since', () => {
    const { source, builder, path } = saved();
    for (let rowId = 650; rowId < 750; rowId++) source.put(builder.row(rowId));
    source.delete(5);
    const { index, log } = open(source, path);
    const { index: fresh } = open(source);
    assertSame(index, fresh, builder);
    assert.deepEqual(log, [], 'nothing was built from rows');
    index.close();
    fresh.close();
  });

  it('is not believed where a byte is wrong or missing: the rows are', () => {
    const { source, builder, path } = saved();
    const sound = readFileSync(path);
    const spots = [0, 5, 9, 20, 60, 5_000, Math.floor(sound.length / 2), sound.length - 1];
    const damaged = spots.map((spot) => {
      const copy = Buffer.from(sound);
      copy[spot] = (copy[spot] as number) ^ 0x11;
      return copy;
    });
    for (const bytes of [...damaged, sound.subarray(0, 3), sound.subarray(0, -10), Buffer.alloc(0)]) {
      writeFileSync(path, bytes);
      const { index, log } = open(source, path);
      const { index: fresh } = open(source);
      assertSame(index, fresh, builder);
      assert.ok(log.includes('index built from rows'));
      index.close();
      fresh.close();
    }
  });

  it('is not used for other rows, nor for rows of before', () => {
    const { path } = saved();
    for (const other of [filled(900, 77), filled(100, 3)]) {
      const { index } = open(other.source, path);
      const { index: fresh } = open(other.source);
      assertSame(index, fresh, other.builder);
      index.close();
      fresh.close();
    }
  });

  it('loses what was erased in the next idle moment', () => {
    const { source, builder, path } = saved();
    const secret = builder.row(800, { content: 'xylophonist', expiresAt: null, sessionId: 'hushed' });
    source.put({ ...secret, passages: [{ passageId: 80_000, start: 0, end: 11, vector: null }] });
    const { index } = open(source, path);
    for (let rowId = 900; rowId < 1_200; rowId++) source.put(builder.row(rowId));
    index.stats();
    index.close();
    assert.ok(readFileSync(path).includes('xylophon') && readFileSync(path).includes('hushed'));

    const { index: again } = open(source, path);
    source.delete(800);
    again.idle();
    assert.ok(!readFileSync(path).includes('xylophon') && !readFileSync(path).includes('hushed'));
    again.close();
  });

  it('leaves no unfinished file behind', () => {
    saved();
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});
