import { BLOCK_ROWS, BlockLayout } from './block-layout';
import { paddedDimensions, ROTATION_ROUNDS, rotationSpan } from './rotation';
import type { VectorHeap } from './vector-heap';

/** Room of the address table at first, in blocks. */
const TABLE_ROOM = 16;

/**
 * The rows of one matrix: blocks of 128 in the heap, and the table of their addresses, which lies in the heap too so
 * that one call of the kernel walks all of them.
 */
export class VectorBlocks {
  readonly layout: BlockLayout;
  readonly dims: number;
  private tableAddress: number;
  private room = TABLE_ROOM;
  private blocks = 0;

  constructor(
    readonly heap: VectorHeap,
    readonly dimensions: number,
  ) {
    this.dims = paddedDimensions(dimensions);
    this.layout = new BlockLayout(this.dims);
    this.tableAddress = heap.allocate(this.room * 4);
  }

  get count(): number {
    return this.blocks;
  }
  /** Rows that the blocks have room for; row numbers lie below it. */
  get rows(): number {
    return this.blocks * BLOCK_ROWS;
  }
  get table(): number {
    return this.tableAddress;
  }
  get bytes(): number {
    return this.room * 4 + this.blocks * this.layout.bytes;
  }

  block(row: number): number {
    return this.heap.u32[this.tableAddress / 4 + Math.floor(row / BLOCK_ROWS)] as number;
  }
  vectorAddress(row: number): number {
    return this.block(row) + (row % BLOCK_ROWS) * this.dims;
  }
  scaleAddress(row: number): number {
    return this.block(row) + this.layout.scales + (row % BLOCK_ROWS) * 4;
  }

  has(row: number): boolean {
    return row < this.rows && this.heap.f32[this.scaleAddress(row) / 4] !== 0;
  }

  /** Makes blocks up to that of `row`. @throws StoreUnavailableError the heap is exhausted. */
  reserve(row: number): void {
    while (row >= this.rows) this.append(this.heap.allocate(this.layout.bytes));
  }

  /** Makes `count` blocks that lie one after the other, for a load in one go; the first one's address. */
  reserveContiguous(count: number): number {
    const { bytes } = this.layout;
    const start = this.heap.allocate(bytes * count);
    for (let index = 0; index < count; index++) this.append(start + index * bytes);
    return start;
  }

  /** The bytes of each block, as views. */
  *views(): Generator<Uint8Array> {
    for (let index = 0; index < this.blocks; index++) {
      const start = this.block(index * BLOCK_ROWS);
      yield this.heap.u8.subarray(start, start + this.layout.bytes);
    }
  }

  clear(row: number): void {
    const scale = this.scaleAddress(row) / 4;
    this.heap.f32[scale] = 0;
    this.heap.f32[scale + (this.layout.offsets - this.layout.scales) / 4] = -Infinity;
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

  release(): void {
    for (let index = 0; index < this.blocks; index++) {
      this.heap.release(this.block(index * BLOCK_ROWS), this.layout.bytes);
    }
    this.heap.release(this.tableAddress, this.room * 4);
    this.blocks = 0;
  }

  private append(address: number): void {
    if (this.blocks === this.room) this.growTable();
    const { heap, layout } = this;
    heap.u32[this.tableAddress / 4 + this.blocks] = address;
    const scales = (address + layout.scales) / 4;
    heap.u8.fill(0, address, address + layout.bytes);
    heap.f32.fill(-Infinity, scales + BLOCK_ROWS * 2, scales + BLOCK_ROWS * 3);
    this.blocks += 1;
  }

  private growTable(): void {
    const { heap, room } = this;
    const grown = heap.allocate(room * 8);
    heap.u8.copyWithin(grown, this.tableAddress, this.tableAddress + room * 4);
    heap.release(this.tableAddress, room * 4);
    this.tableAddress = grown;
    this.room = room * 2;
  }
}
