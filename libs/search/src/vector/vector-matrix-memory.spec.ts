import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngramError } from '@engram/kernel';
import fc from 'fast-check';
import { EmbeddingBuilder } from '../testing/embedding-builder';
import { Extents } from './extents';
import { VectorHeap } from './vector-heap';
import { VectorMatrix } from './vector-matrix';

function matrixOf(heap: VectorHeap, rows: number, dimensions = 64, seed = 7): VectorMatrix {
  const builder = new EmbeddingBuilder(dimensions, seed);
  const matrix = new VectorMatrix(heap, dimensions);
  for (let row = 0; row < rows; row++) matrix.set(row, builder.gaussian());
  return matrix;
}

describe('vector heap', () => {
  it('lends memory again that was given back', () => {
    const heap = new VectorHeap();
    matrixOf(heap, 20_000).close();
    const { usedBytes } = heap;
    for (let round = 0; round < 3; round++) matrixOf(heap, 20_000, 64, round).close();
    assert.equal(heap.usedBytes, usedBytes);
  });

  it('keeps matrices of several tenants and dimensions apart', () => {
    const heap = new VectorHeap();
    const matrices = [64, 100, 256].map((dimensions) => matrixOf(heap, 1_000, dimensions, dimensions));
    for (const matrix of matrices) {
      const alone = matrixOf(new VectorHeap(), 1_000, matrix.dimensions, matrix.dimensions);
      const query = new EmbeddingBuilder(matrix.dimensions, 1).gaussian();
      assert.deepEqual(matrix.search(query, 20), alone.search(query, 20));
    }
  });

  it('refuses what goes beyond its limit, and stays usable', () => {
    const heap = new VectorHeap(16 * 1024 * 1024);
    const matrix = matrixOf(heap, 1_000, 256);
    const vector = new EmbeddingBuilder(256, 3).gaussian();
    assert.throws(
      () => {
        for (let row = 1_000; row < 200_000; row++) matrix.set(row, vector);
      },
      (error) => error instanceof EngramError && error.code === 'STORE_UNAVAILABLE',
    );
    assert.ok(matrix.search(vector, 10).documents.length === 10);
  });

  it('gives out stretches that never overlap', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(99)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (given) => {
        const extents = new Extents();
        extents.give(0, 1_000);
        const held: { start: number; bytes: number }[] = [];
        for (const [take, number] of given) {
          if (take) {
            const bytes = number + 1;
            const start = extents.take(bytes);
            if (start < 0) continue;
            assert.ok(start + bytes <= 1_000);
            for (const other of held) {
              assert.ok(start + bytes <= other.start || other.start + other.bytes <= start);
            }
            held.push({ start, bytes });
          } else if (held.length > 0) {
            const [{ start, bytes }] = held.splice(number % held.length, 1) as [
              { start: number; bytes: number },
            ];
            extents.give(start, bytes);
          }
        }
        for (const { start, bytes } of held) extents.give(start, bytes);
        assert.equal(extents.take(1_000), 0, 'all melts together again');
      }),
    );
  });
});

describe('saved vector matrix', () => {
  for (const rows of [0, 5, 1_000, 12_000]) {
    it(`comes back with ${rows} rows as it was`, () => {
      const heap = new VectorHeap();
      const matrix = matrixOf(heap, rows);
      if (rows > 3) matrix.remove(3);
      const parts = matrix.parts().map((views) => Buffer.concat(views));
      const state = structuredClone(matrix.state());
      const restored = VectorMatrix.restore(heap, state, (target) => {
        const part = parts.shift() as Buffer;
        assert.equal(part.byteLength, target.byteLength);
        target.set(part);
      });
      assert.equal(parts.length, 0);
      const builder = new EmbeddingBuilder(64, 99);
      for (let row = rows; row < rows + 200; row++) {
        const vector = builder.gaussian();
        matrix.set(row, vector);
        restored.set(row, vector);
      }
      for (let query = 0; query < 10; query++) {
        const vector = builder.gaussian();
        assert.deepEqual(restored.search(vector, 30), matrix.search(vector, 30));
      }
    });
  }

  it('holds nothing of what was removed', () => {
    const matrix = matrixOf(new VectorHeap(), 9_000);
    for (let row = 0; row < 9_000; row++) matrix.remove(row);
    const [, ...blocks] = matrix.parts();
    for (const byte of Buffer.concat((blocks[0] ?? []).map((view) => view.subarray(0, 128 * 64)))) {
      if (byte !== 0) assert.fail('a vector is still there');
    }
  });
});
