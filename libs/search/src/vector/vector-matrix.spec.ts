import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EmbeddingBuilder } from '../testing/embedding-builder';
import { cosine } from './cosine';
import { VectorHeap } from './vector-heap';
import { VectorMatrix } from './vector-matrix';

const SEED = 20_260_101;
const QUERIES = 12;

function filled(heap: VectorHeap, vectors: readonly Float32Array[]): VectorMatrix {
  const matrix = new VectorMatrix(heap, (vectors[0] as Float32Array).length);
  vectors.forEach((vector, row) => matrix.set(row, vector));
  return matrix;
}

/** Row numbers by exact float32 cosine, best first. */
function exact(vectors: readonly Float32Array[], query: Float32Array, mask?: Uint8Array): [number, number][] {
  return vectors
    .flatMap((vector, row): [number, number][] => (mask && !mask[row] ? [] : [[row, cosine(query, vector)]]))
    .sort((a, b) => b[1] - a[1]);
}

/** Share of the true first ten that are among the first ten of fifty hits put in exact order. */
function recallAtTen(
  matrix: VectorMatrix,
  vectors: readonly Float32Array[],
  queries: readonly Float32Array[],
  mask?: Uint8Array,
): number {
  let found = 0;
  let possible = 0;
  for (const query of queries) {
    const truth = exact(vectors, query, mask).slice(0, 10);
    const least = (truth.at(-1)?.[1] ?? Infinity) - 1e-6;
    const hits = matrix.search(query, 50, mask);
    if (mask) assert.ok(hits.documents.every((row) => mask[row] === 1));
    found += Math.min(
      10,
      Array.from(hits.documents).filter((row) => cosine(query, vectors[row] as Float32Array) >= least).length,
    );
    possible += truth.length;
  }
  return found / possible;
}

describe(`vector matrix (seed ${SEED})`, () => {
  const kinds: Record<string, (builder: EmbeddingBuilder) => () => Float32Array> = {
    gaussian: (builder) => () => builder.gaussian(),
    'tight clusters': (builder) => {
      const centres = Array.from({ length: 12 }, () => builder.gaussian());
      return () => builder.around(centres, 0.3);
    },
    'all on one side': (builder) => {
      const centres = [builder.gaussian()];
      return () => builder.around(centres, 1.5);
    },
    hashed: (builder) => () => builder.hashed(),
  };
  for (const [kind, make] of Object.entries(kinds)) {
    for (const [rows, dimensions] of [
      [3_000, 256],
      [20_000, 256],
      [20_000, 100],
    ] as const) {
      it(`finds 98 of 100 among ${rows} × ${dimensions}, ${kind}, with any filter`, () => {
        const next = make(new EmbeddingBuilder(dimensions, SEED));
        const vectors = Array.from({ length: rows }, next);
        const queries = Array.from({ length: QUERIES }, next);
        const matrix = filled(new VectorHeap(), vectors);
        const sparse = Uint8Array.from(vectors, (_, row) => (row % 97 === 3 ? 1 : 0));
        const dense = Uint8Array.from(vectors, (_, row) => (row % 11 === 3 ? 0 : 1));
        assert.ok(recallAtTen(matrix, vectors, queries) >= 0.98);
        assert.ok(recallAtTen(matrix, vectors, queries, sparse) >= 0.98);
        assert.ok(recallAtTen(matrix, vectors, queries, dense) >= 0.98);
      });
    }
  }

  it('gives the cosine to about a thousandth, best first', () => {
    const builder = new EmbeddingBuilder(384, SEED);
    const vectors = Array.from({ length: 500 }, () => builder.gaussian());
    const matrix = filled(new VectorHeap(), vectors);
    const query = builder.gaussian();
    const { documents, scores } = matrix.search(query, 500);
    assert.equal(documents.length, 500);
    documents.forEach((row, index) => {
      assert.ok(Math.abs((scores[index] as number) - cosine(query, vectors[row] as Float32Array)) < 0.002);
      if (index > 0) assert.ok((scores[index] as number) <= (scores[index - 1] as number));
    });
    assert.deepEqual(matrix.similarities(query, documents), scores);
  });

  it('never returns what was removed, and returns what was replaced as it is now', () => {
    const builder = new EmbeddingBuilder(64, SEED);
    const vectors = Array.from({ length: 12_000 }, () => builder.gaussian());
    const matrix = filled(new VectorHeap(), vectors);
    for (let row = 0; row < vectors.length; row += 3) assert.equal(matrix.remove(row), true);
    assert.equal(matrix.remove(0), false);
    assert.equal(matrix.rows, 8_000);
    const replacement = builder.gaussian();
    matrix.set(1, replacement);
    matrix.set(
      30_000,
      replacement.map((value) => value * 7),
    );
    for (const query of [replacement, vectors[0] as Float32Array]) {
      const { documents } = matrix.search(query, 2_000);
      assert.equal(documents.length, 2_000);
      assert.ok(documents.every((row) => row % 3 !== 0 || row === 30_000));
    }
    assert.deepEqual([...matrix.search(replacement, 2).documents].sort(), [1, 30_000]);
  });

  it('bears vectors without a direction, and queries without one', () => {
    const matrix = new VectorMatrix(new VectorHeap(), 32);
    assert.equal(matrix.search(new Float32Array(32).fill(1), 10).documents.length, 0);
    matrix.set(0, new Float32Array(32));
    matrix.set(1, new Float32Array(32).fill(1));
    matrix.set(2, new Float32Array(32).fill(Number.NaN));
    assert.equal(matrix.search(new Float32Array(32).fill(2), 10).documents[0], 1);
    assert.equal(matrix.search(new Float32Array(32), 10).documents.length, 0);
    assert.equal(matrix.remove(0), true);
    assert.equal(matrix.rows, 2);
  });

  it('reads a mask that is shorter or longer than the rows', () => {
    const builder = new EmbeddingBuilder(32, SEED);
    const matrix = filled(
      new VectorHeap(),
      Array.from({ length: 300 }, () => builder.gaussian()),
    );
    const query = builder.gaussian();
    assert.ok(matrix.search(query, 300, new Uint8Array(17).fill(1)).documents.every((row) => row < 17));
    assert.equal(matrix.search(query, 300, new Uint8Array(5_000).fill(1)).documents.length, 300);
    assert.equal(matrix.search(query, 300, new Uint8Array(300)).documents.length, 0);
  });
});
