import type { DocumentNumber, Hits } from '../text/text-index.port';
import { MatrixSearch } from './matrix-search';
import { RowCodes, type CodesState } from './row-codes';
import { VectorBlocks } from './vector-blocks';
import type { VectorHeap } from './vector-heap';

/** What a snapshot says of a matrix; its bytes follow in {@link VectorMatrix.parts}. */
export interface MatrixState {
  dimensions: number;
  blocks: number;
  codeBlocks: number;
  rows: number;
  codes: CodesState;
}

/**
 * Vectors of one tenant by document number, as int8 (and one bit per dimension once there are many), scanned in
 * whole: nothing to build, nothing to tune, and a filter never costs results. Similarity is the cosine.
 * Not safe for concurrent use: one thread owns it.
 */
export class VectorMatrix {
  private readonly blocks: VectorBlocks;
  private readonly codes: RowCodes;
  private readonly searcher: MatrixSearch;
  private live = 0;

  constructor(
    private readonly heap: VectorHeap,
    readonly dimensions: number,
  ) {
    this.blocks = new VectorBlocks(heap, dimensions);
    this.codes = new RowCodes(this.blocks);
    this.searcher = new MatrixSearch(this.blocks, this.codes);
  }

  /** Number of vectors held. */
  get rows(): number {
    return this.live;
  }
  get bytes(): number {
    return this.blocks.table.bytes + this.codes.table.bytes;
  }

  has(document: DocumentNumber): boolean {
    return this.blocks.has(document);
  }

  /**
   * Adds the vector, or replaces the one that has this number.
   * @throws StoreUnavailableError the memory for vectors is exhausted.
   */
  set(document: DocumentNumber, vector: Float32Array): void {
    const { heap, blocks } = this;
    blocks.reserve(document);
    const data = heap.scratchOf('row', blocks.dims * 4);
    if (!blocks.has(document)) this.live += 1;
    blocks.load(vector, data);
    heap.kernel.quantise(data, blocks.dims, blocks.vectorAddress(document), blocks.scaleAddress(document));
    this.codes.set(document, data);
    this.codes.renewFor(this.live);
  }

  /** False where there was none. */
  remove(document: DocumentNumber): boolean {
    if (!this.blocks.has(document)) return false;
    this.blocks.clear(document);
    this.codes.clear(document);
    this.live -= 1;
    return true;
  }

  /**
   * The `limit` rows with the highest cosine, best first. Scores are those of the int8 rows: right to about 0.002.
   * @param mask A row whose byte is 0, or that lies beyond its end, is no candidate.
   */
  search(query: Float32Array, limit: number, mask?: Uint8Array): Hits {
    return this.searcher.run(query, Math.min(limit, this.live), mask);
  }

  /** The cosine of each of the rows, as exact as those of {@link search}; -Infinity where there is no such row. */
  similarities(query: Float32Array, documents: Int32Array): Float32Array {
    return this.searcher.products(query, documents);
  }

  state(): MatrixState {
    const { dimensions, live, blocks, codes } = this;
    return {
      dimensions,
      blocks: blocks.table.count,
      codeBlocks: codes.table.count,
      rows: live,
      codes: codes.state(),
    };
  }

  /** The bytes to be saved, part by part, as views that are valid until the next change of any matrix of the heap. */
  parts(): Uint8Array[][] {
    const tables = [this.blocks.table, this.codes.table].filter(({ count }) => count > 0);
    return [[this.codes.meanView()], ...tables.map((table) => [...table.views()])];
  }

  /**
   * A matrix as it was when `state` and `parts` were taken.
   * @param read Fills the given stretch with the next saved part.
   */
  static restore(heap: VectorHeap, state: MatrixState, read: (target: Uint8Array) => void): VectorMatrix {
    const matrix = new VectorMatrix(heap, state.dimensions);
    try {
      read(matrix.codes.meanView());
      if (state.blocks > 0) read(matrix.blocks.table.reserveContiguous(state.blocks));
      if (state.codeBlocks > 0) read(matrix.codes.table.reserveContiguous(state.codeBlocks));
    } catch (error) {
      matrix.close();
      throw error;
    }
    matrix.codes.restore(state.codes);
    matrix.live = state.rows;
    return matrix;
  }

  /** Gives the memory back; the matrix must not be used after it. */
  close(): void {
    this.blocks.table.release();
    this.codes.release();
    this.live = 0;
  }
}
