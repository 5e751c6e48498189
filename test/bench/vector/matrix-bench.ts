import { performance } from 'node:perf_hooks';
import { cosine } from '../../../libs/search/src/vector/cosine';
import { VectorHeap } from '../../../libs/search/src/vector/vector-heap';
import { VectorMatrix } from '../../../libs/search/src/vector/vector-matrix';
import { latencyOf, type Row } from '../measure';
import { KINDS } from './embedding-kinds';

const QUERIES = 200;
/** Exact answers are computed in plain JavaScript: 0.1 s each at 100,000 rows. */
const EXACT_QUERIES = 20;
/** Float32 rows are kept for the exact answers up to this number. */
const EXACT_ROWS_MAX = 100_000;
const LIMIT = 50;

interface Case {
  kind: string;
  rows: number;
  dimensions: number;
}

/** Scan times of the matrix by filter, its build and load, and recall@10 of 50 rescored hits against exact cosine. */
export function benchMatrix(given: Case): Row {
  const { kind, rows, dimensions } = given;
  const next = (KINDS[kind] as (typeof KINDS)[string])(dimensions);
  const heap = new VectorHeap();
  const matrix = new VectorMatrix(heap, dimensions);
  const kept: Float32Array[] = [];
  let buildMs = 0;
  for (let row = 0; row < rows; row++) {
    const vector = next();
    if (rows <= EXACT_ROWS_MAX) kept.push(vector);
    const start = performance.now();
    matrix.set(row, vector);
    buildMs += performance.now() - start;
  }
  const queries = Array.from({ length: QUERIES }, next);
  const share = (of: number) => Uint8Array.from({ length: rows }, (_, row) => (row % of === 0 ? 1 : 0));
  const time = (mask?: Uint8Array) => scanTimes(matrix, queries, mask);
  const [all, quarter, hundredth] = [time(), time(share(4)), time(share(100))];
  return {
    embeddings: kind,
    rows,
    dimensions,
    'p50 ms': all.p50Ms,
    'p99 ms': all.p99Ms,
    '25 % p50': quarter.p50Ms,
    '1 % p50': hundredth.p50Ms,
    'recall@10': kept.length > 0 ? recallAtTen(matrix, kept, queries.slice(0, EXACT_QUERIES)) : 'not taken',
    'build ms': Math.round(buildMs),
    'load ms': Math.round(loadTime(heap, matrix)),
    MB: Math.round(matrix.bytes / 1e6),
  };
}

function scanTimes(matrix: VectorMatrix, queries: readonly Float32Array[], mask?: Uint8Array) {
  const samples: number[] = [];
  for (const query of [...queries.slice(0, 50), ...queries]) {
    const start = performance.now();
    matrix.search(query, LIMIT, mask);
    samples.push(performance.now() - start);
  }
  return latencyOf(samples.slice(50));
}

function recallAtTen(
  matrix: VectorMatrix,
  rows: readonly Float32Array[],
  queries: readonly Float32Array[],
): number {
  let found = 0;
  for (const query of queries) {
    const truth = rows.map((row) => cosine(query, row));
    const tenth = [...truth].sort((a, b) => b - a)[9] as number;
    const hits = [...matrix.search(query, LIMIT).documents];
    found += Math.min(10, hits.filter((row) => (truth[row] as number) >= tenth).length);
  }
  return found / (10 * queries.length);
}

/** From memory: what a snapshot's load costs beside the reading of the file. */
function loadTime(heap: VectorHeap, matrix: VectorMatrix): number {
  const parts = matrix.parts().map((views) => Buffer.concat(views));
  const start = performance.now();
  const restored = VectorMatrix.restore(heap, matrix.state(), (target) =>
    target.set(parts.shift() as Buffer),
  );
  const elapsed = performance.now() - start;
  restored.close();
  return elapsed;
}
