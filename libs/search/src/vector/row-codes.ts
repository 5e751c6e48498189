import { CODE_BLOCK_ROWS, codeBlockLayout } from './block-layout';
import { BlockTable } from './block-table';
import type { VectorBlocks } from './vector-blocks';

/** With fewer rows the int8 scan alone is quick enough. */
export const CODED_ROWS_MIN = 8_192;
/** The mean is taken anew when the rows have become this many times more … */
const RENEWAL_GROWTH = 4;
/** … but not beyond this number: by then it is known well enough, and the pause would be felt. */
const RENEWAL_ROWS_MAX = 150_000;

/** What a snapshot keeps of the codes beside the blocks. */
export interface CodesState {
  /** Number of rows when the mean was taken; 0: there are no codes. */
  codedRows: number;
  errorSum: number;
  errorCount: number;
}

/**
 * One bit per dimension for each row: the sign of the turned vector less the mean of all, with a factor that makes the
 * estimate of a product unbiased (RaBitQ, Gao and Long, SIGMOD 2024). A first look at 1/8 of the bytes.
 */
export class RowCodes {
  readonly mean: number;
  readonly table: BlockTable;
  private readonly factors: number;
  private readonly offsets: number;
  private codedRows = 0;
  private errorSum = 0;
  private errorCount = 0;

  constructor(private readonly blocks: VectorBlocks) {
    const { heap, dims } = blocks;
    const { factors, offsets, bytes } = codeBlockLayout(dims);
    this.mean = heap.allocate(dims * 4);
    this.factors = factors;
    this.offsets = offsets;
    this.table = new BlockTable(heap, bytes, (address) => {
      heap.u8.fill(0, address, address + offsets);
      heap.f32.fill(-Infinity, (address + offsets) / 4, (address + bytes) / 4);
    });
  }

  get exist(): boolean {
    return this.codedRows > 0;
  }

  /** Standard deviation of an estimate, for a query whose part beside the mean has this length. */
  deviation(queryLength: number): number {
    const unexplained = this.errorSum / Math.max(1, this.errorCount);
    return (unexplained * queryLength) / Math.sqrt(this.blocks.dims - 1);
  }

  /** Codes the row whose turned vector lies at `data`. */
  set(row: number, data: number): void {
    if (!this.exist) return;
    const { heap, dims } = this.blocks;
    const index = Math.floor(row / CODE_BLOCK_ROWS);
    this.table.reserve(index + 1);
    const lane = row % CODE_BLOCK_ROWS;
    this.errorSum += heap.kernel.encode(data, this.mean, dims, this.table.at(index), lane);
    this.errorCount += 1;
  }

  /** Leaves nothing of the row behind. */
  clear(row: number): void {
    if (!this.exist) return;
    const { heap, dims } = this.blocks;
    const lane = row % CODE_BLOCK_ROWS;
    const block = this.table.at(Math.floor(row / CODE_BLOCK_ROWS));
    const codes = block + Math.floor(lane / 32) * dims * 4 + (lane % 16);
    const keep = lane % 32 < 16 ? 0xf0 : 0x0f;
    const bytes = heap.u8;
    for (let at = codes; at < codes + dims * 4; at += 16) bytes[at] = (bytes[at] as number) & keep;
    heap.f32[(block + this.factors) / 4 + lane] = 0;
    heap.f32[(block + this.offsets) / 4 + lane] = -Infinity;
  }

  /** Takes the mean anew and codes all rows where their number has outgrown the last time. */
  renewFor(liveRows: number): void {
    const due = this.exist ? this.codedRows * RENEWAL_GROWTH : CODED_ROWS_MIN;
    if (liveRows < due || (this.exist && this.codedRows * RENEWAL_GROWTH > RENEWAL_ROWS_MAX)) return;
    this.codedRows = liveRows;
    this.table.reserve(Math.ceil(this.blocks.rows / CODE_BLOCK_ROWS));
    this.errorSum = 0;
    this.errorCount = 0;
    this.takeMean(liveRows);
    this.eachRow((row, data) => this.set(row, data));
  }

  state(): CodesState {
    return { codedRows: this.codedRows, errorSum: this.errorSum, errorCount: this.errorCount };
  }

  restore(state: CodesState): void {
    ({ codedRows: this.codedRows, errorSum: this.errorSum, errorCount: this.errorCount } = state);
  }

  meanView(): Uint8Array {
    return this.blocks.heap.u8.subarray(this.mean, this.mean + this.blocks.dims * 4);
  }

  release(): void {
    this.table.release();
    this.blocks.heap.release(this.mean, this.blocks.dims * 4);
  }

  private takeMean(liveRows: number): void {
    const { heap, dims } = this.blocks;
    heap.f32.fill(0, this.mean / 4, this.mean / 4 + dims);
    this.eachRow((_row, data) => heap.kernel.addScaled(this.mean, data, 1 / liveRows, dims));
  }

  private eachRow(visit: (row: number, data: number) => void): void {
    const { blocks } = this;
    const { heap, dims } = blocks;
    const data = heap.scratchOf('row', dims * 4);
    for (let row = 0; row < blocks.rows; row++) {
      const scale = heap.f32[blocks.scaleAddress(row) / 4] as number;
      if (scale === 0) continue;
      heap.kernel.dequantise(blocks.vectorAddress(row), scale, dims, data);
      visit(row, data);
    }
  }
}
