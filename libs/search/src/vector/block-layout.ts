/** Rows of one block of vectors; kernel.as.ts knows the same numbers and layouts. */
export const BLOCK_ROWS = 128;
/** Rows of one block of codes: larger, for a scan runs through them at the speed of memory. */
export const CODE_BLOCK_ROWS = 1_024;

const FLOAT_BYTES = 4;

/** A block of vectors: int8 rows, then their scales. `dims` is a multiple of 32. */
export function blockLayout(dims: number): { scales: number; bytes: number } {
  const scales = BLOCK_ROWS * dims;
  return { scales, bytes: scales + BLOCK_ROWS * FLOAT_BYTES };
}

/** A block of codes: one bit per row and dimension, then factors, then offsets. */
export function codeBlockLayout(dims: number): { factors: number; offsets: number; bytes: number } {
  const factors = (CODE_BLOCK_ROWS * dims) / 8;
  const offsets = factors + CODE_BLOCK_ROWS * FLOAT_BYTES;
  return { factors, offsets, bytes: offsets + CODE_BLOCK_ROWS * FLOAT_BYTES };
}
