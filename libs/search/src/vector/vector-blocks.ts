import { BLOCK_ROWS, blockLayout } from './block-layout';
import { BlockTable } from './block-table';
import { paddedDimensions, ROTATION_ROUNDS, rotationSpan } from './rotation';
import type { VectorHeap } from './vector-heap';

/** The int8 rows of one matrix. */
export class VectorBlocks {
  readonly dims: number;
  readonly table: BlockTable;
  private readonly scales: number;

  constructor(
    readonly heap: VectorHeap,
    readonly dimensions: number,
  ) {
    this.dims = paddedDimensions(dimensions);
    const { scales, bytes } = blockLayout(this.dims);
    this.scales = scales;
    this.table = new BlockTable(heap, bytes, (address) => heap.u8.fill(0, address + scales, address + bytes));
  }

  /** Rows that the blocks have room for; row numbers lie below it. */
  get rows(): number {
    return this.table.count * BLOCK_ROWS;
  }

  vectorAddress(row: number): number {
    return this.table.at(Math.floor(row / BLOCK_ROWS)) + (row % BLOCK_ROWS) * this.dims;
  }
  scaleAddress(row: number): number {
    return this.table.at(Math.floor(row / BLOCK_ROWS)) + this.scales + (row % BLOCK_ROWS) * 4;
  }

  has(row: number): boolean {
    return row < this.rows && this.heap.f32[this.scaleAddress(row) / 4] !== 0;
  }

  /** Makes blocks up to that of `row`. @throws StoreUnavailableError the heap is exhausted. */
  reserve(row: number): void {
    this.table.reserve(Math.floor(row / BLOCK_ROWS) + 1);
  }

  /** Leaves nothing of the row behind. */
  clear(row: number): void {
    const vector = this.vectorAddress(row);
    this.heap.u8.fill(0, vector, vector + this.dims);
    this.heap.f32[this.scaleAddress(row) / 4] = 0;
  }

  /** Puts a vector into the heap's scratch, of length 1, turned; false where it has no direction. */
  load(vector: Float32Array, target: number): boolean {
    const { heap, dims } = this;
    heap.f32.fill(0, target / 4, target / 4 + dims);
    heap.f32.set(vector, target / 4);
    if (!heap.kernel.normalise(target, dims)) {
      heap.f32.fill(0, target / 4, target / 4 + dims);
      return false;
    }
    const signs = heap.rotationSigns(dims, ROTATION_ROUNDS);
    heap.kernel.rotate(target, dims, rotationSpan(dims), signs, ROTATION_ROUNDS);
    return true;
  }
}
