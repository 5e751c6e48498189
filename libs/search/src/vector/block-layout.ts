/** Rows of one block; kernel.as.ts knows the same number and the same layout. */
export const BLOCK_ROWS = 128;

const BYTES_PER_SCALARS = BLOCK_ROWS * 4;

/** Where the parts of a block of 128 rows lie, in bytes from its start. */
export class BlockLayout {
  /** Of a block. */
  readonly bytes: number;
  readonly scales: number;
  readonly factors: number;
  readonly offsets: number;

  /** @param dims A multiple of 32. */
  constructor(readonly dims: number) {
    const vectors = BLOCK_ROWS * dims;
    const codes = (BLOCK_ROWS * dims) / 8;
    this.scales = vectors + codes;
    this.factors = this.scales + BYTES_PER_SCALARS;
    this.offsets = this.factors + BYTES_PER_SCALARS;
    this.bytes = this.offsets + BYTES_PER_SCALARS;
  }
}
