import type { VectorHeap } from './vector-heap';

const ROOM_AT_FIRST = 16;

/**
 * Equal blocks in the heap, and the table of their addresses, which lies in the heap too so that one call of the
 * kernel walks all of them.
 */
export class BlockTable {
  private tableAddress: number;
  private room = ROOM_AT_FIRST;
  private blocks = 0;

  /** @param fresh Fills a new block that holds no rows. */
  constructor(
    readonly heap: VectorHeap,
    readonly blockBytes: number,
    private readonly fresh: (address: number) => void,
  ) {
    this.tableAddress = heap.allocate(this.room * 4);
  }

  get count(): number {
    return this.blocks;
  }
  get address(): number {
    return this.tableAddress;
  }
  get bytes(): number {
    return this.room * 4 + this.blocks * this.blockBytes;
  }

  at(index: number): number {
    return this.heap.u32[this.tableAddress / 4 + index] as number;
  }

  /** Makes blocks until there are `count`. @throws StoreUnavailableError the heap is exhausted. */
  reserve(count: number): void {
    while (this.blocks < count) {
      const address = this.heap.allocate(this.blockBytes);
      this.fresh(address);
      this.append(address);
    }
  }

  /** Makes `count` blocks of any content, one after the other, and shows them as one stretch. */
  reserveContiguous(count: number): Uint8Array {
    const bytes = count * this.blockBytes;
    const start = this.heap.allocate(bytes);
    for (let index = 0; index < count; index++) this.append(start + index * this.blockBytes);
    return this.heap.u8.subarray(start, start + bytes);
  }

  /** The bytes of each block, as views. */
  *views(): Generator<Uint8Array> {
    for (let index = 0; index < this.blocks; index++) {
      const start = this.at(index);
      yield this.heap.u8.subarray(start, start + this.blockBytes);
    }
  }

  release(): void {
    for (let index = 0; index < this.blocks; index++) this.heap.release(this.at(index), this.blockBytes);
    this.heap.release(this.tableAddress, this.room * 4);
    this.blocks = 0;
  }

  private append(address: number): void {
    if (this.blocks === this.room) this.grow();
    this.heap.u32[this.tableAddress / 4 + this.blocks] = address;
    this.blocks += 1;
  }

  private grow(): void {
    const { heap, room } = this;
    const grown = heap.allocate(room * 8);
    heap.u8.copyWithin(grown, this.tableAddress, this.tableAddress + room * 4);
    heap.release(this.tableAddress, room * 4);
    this.tableAddress = grown;
    this.room = room * 2;
  }
}
