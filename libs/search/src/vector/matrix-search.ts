import type { Hits } from '../text/text-index.port';
import { CODE_BLOCK_ROWS } from './block-layout';
import type { RowCodes } from './row-codes';
import { allAbove, bestOf, least, type Selection } from './top-rows';
import type { VectorBlocks } from './vector-blocks';

/** Rows up to this number are compared one by one; for more the codes are looked at first. */
const LISTED_ROWS_MAX = 16_384;
/** The best by code that are compared in any case, and how many more per result asked for. */
const CANDIDATES_MIN = 512;
const CANDIDATES_PER_RESULT = 4;
/** The first ones, of which none may be missed; those after them are the best of the candidates. */
const SURE_RANKS = 20;
/** How many deviations an estimate may lie below the truth before a row is missed: 1 of 44, at the very edge. */
const DEVIATIONS = 2;

/** A query as it lies in the heap. */
interface Prepared {
  /** Turned, float32. */
  data: number;
  /** Turned, int16, with its step. */
  words: number;
  step: number;
}

/** Finds the rows of a matrix that point most in a query's direction. */
export class MatrixSearch {
  constructor(
    private readonly blocks: VectorBlocks,
    private readonly codes: RowCodes,
  ) {}

  run(query: Float32Array, limit: number, mask?: Uint8Array): Hits {
    const prepared = this.prepare(query);
    if (!prepared || this.blocks.rows === 0 || limit < 1) return sorted([]);
    const maskAddress = mask ? this.loadMask(mask) : 0;
    const listed = maskAddress ? this.listMasked(maskAddress) : undefined;
    if (listed && (listed.count <= LISTED_ROWS_MAX || !this.codes.exist)) {
      return this.bestListed(prepared, listed, limit);
    }
    if (!this.codes.exist || this.blocks.rows <= LISTED_ROWS_MAX) return this.scan(prepared, limit);
    return this.scanCodes(prepared, maskAddress, limit);
  }

  /** The product of each listed row with the query; the rows must lie within the blocks. */
  products(query: Float32Array, rows: Int32Array): Float32Array {
    const { heap, dims, table } = this.blocks;
    const prepared = this.prepare(query);
    if (!prepared) return new Float32Array(rows.length);
    const list = heap.scratchOf('masked', rows.length * 4);
    const products = heap.scratchOf('products', rows.length * 4);
    heap.u32.set(rows, list / 4);
    heap.kernel.productsOf(list, rows.length, table.address, dims, prepared.words, prepared.step, products);
    return heap.f32.slice(products / 4, products / 4 + rows.length);
  }

  private prepare(query: Float32Array): Prepared | undefined {
    const { heap, dims } = this.blocks;
    const data = heap.scratchOf('query', dims * 4);
    const words = heap.scratchOf('query.words', dims * 2);
    if (!this.blocks.load(query, data)) return undefined;
    return { data, words, step: heap.kernel.prepareQuery(data, dims, words) };
  }

  /** Rows beyond the mask's end are left out, as those whose byte is 0. */
  private loadMask(mask: Uint8Array): number {
    const { heap } = this.blocks;
    const rows = Math.ceil(this.blocks.rows / CODE_BLOCK_ROWS) * CODE_BLOCK_ROWS;
    const address = heap.scratchOf('mask', rows);
    heap.u8.set(mask.length > rows ? mask.subarray(0, rows) : mask, address);
    if (mask.length < rows) heap.u8.fill(0, address + mask.length, address + rows);
    return address;
  }

  private listMasked(mask: number): Selection {
    const { heap, rows } = this.blocks;
    const list = heap.scratchOf('masked', rows * 4);
    return { count: heap.kernel.listMasked(mask, rows, list), list, scores: 0 };
  }

  private scan({ words, step }: Prepared, limit: number): Hits {
    const { heap, rows, dims, table } = this.blocks;
    const scores = heap.scratchOf('scores', rows * 4);
    heap.kernel.products(table.address, table.count, dims, words, step, scores);
    return this.hits(bestOf(heap, { address: scores, count: rows }, limit, 'best'));
  }

  private bestListed({ words, step }: Prepared, listed: Selection, limit: number): Hits {
    const { heap, dims, table } = this.blocks;
    const padded = Math.ceil(listed.count / 4) * 4;
    const products = heap.scratchOf('products', padded * 4);
    heap.f32.fill(-Infinity, products / 4 + listed.count, products / 4 + padded);
    heap.kernel.productsOf(listed.list, listed.count, table.address, dims, words, step, products);
    const best = bestOf(heap, { address: products, count: padded }, limit, 'best');
    return this.hits(best, listed.list);
  }

  private scanCodes(prepared: Prepared, mask: number, limit: number): Hits {
    const { heap } = this.blocks;
    const rows = this.codes.table.count * CODE_BLOCK_ROWS;
    const estimates = { address: heap.scratchOf('scores', rows * 4), count: rows };
    const { deviation, common } = this.estimate(prepared.data, mask, estimates.address);
    const wanted = Math.max(CANDIDATES_MIN, limit * CANDIDATES_PER_RESULT);
    const candidates = bestOf(heap, estimates, wanted, 'candidates');
    const first = this.bestListed(prepared, candidates, limit);
    if (candidates.count < wanted) return first;
    // A row beyond the candidates may belong to the first where its estimate is within the error of the last of them.
    const last = first.scores[Math.min(limit, SURE_RANKS) - 1] ?? -Infinity;
    const unsafe = last - common - DEVIATIONS * deviation;
    if (least(heap, candidates.scores, candidates.count) <= unsafe) return first;
    return this.bestListed(prepared, allAbove(heap, estimates, unsafe, 'candidates'), limit);
  }

  /** Writes the estimated product of every row less `common`, which is the same for all. */
  private estimate(query: number, mask: number, out: number): { deviation: number; common: number } {
    const { heap, dims } = this.blocks;
    const { kernel } = heap;
    const { table } = this.codes;
    const lookup = heap.scratchOf('lookup', dims * 4);
    const centred = heap.scratchOf('row', dims * 4);
    heap.u8.copyWithin(centred, query, query + dims * 4);
    const common = dot(heap.f32, query / 4, this.codes.mean / 4, dims);
    kernel.addScaled(centred, this.codes.mean, -1, dims);
    const step = kernel.prepareLookup(centred, dims, lookup);
    const { absolute, length } = sizes(heap.f32, centred / 4, dims);
    kernel.estimate(table.address, table.count, dims, lookup, step * 2, absolute, mask, out);
    return { deviation: this.codes.deviation(length), common };
  }

  private hits(best: Selection, rowsOf = 0): Hits {
    const { u32, f32 } = this.blocks.heap;
    const pairs: [row: number, score: number][] = [];
    for (let index = 0; index < best.count; index++) {
      const position = u32[best.list / 4 + index] as number;
      const row = rowsOf ? (u32[rowsOf / 4 + position] as number) : position;
      pairs.push([row, f32[best.scores / 4 + index] as number]);
    }
    return sorted(pairs);
  }
}

function sorted(pairs: [row: number, score: number][]): Hits {
  pairs.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return {
    documents: Int32Array.from(pairs, ([row]) => row),
    scores: Float32Array.from(pairs, ([, score]) => score),
  };
}

function dot(floats: Float32Array, a: number, b: number, count: number): number {
  let product = 0;
  for (let i = 0; i < count; i++) product += (floats[a + i] as number) * (floats[b + i] as number);
  return product;
}

function sizes(floats: Float32Array, start: number, count: number): { absolute: number; length: number } {
  let absolute = 0;
  let squares = 0;
  for (let i = start; i < start + count; i++) {
    const value = floats[i] as number;
    absolute += Math.abs(value);
    squares += value * value;
  }
  return { absolute, length: Math.sqrt(squares) };
}
