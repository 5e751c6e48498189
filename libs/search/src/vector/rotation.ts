import { SeededRandom } from '@engram/kernel';

/** Part of the snapshot format: another seed is another map. */
const SEED = 0x454e4752;

/** Sign flips and transforms that together spread any vector evenly over its dimensions. */
export const ROTATION_ROUNDS = 4;

/** Dimensions as the matrix keeps them: a multiple of 32, filled up with zeros. */
export function paddedDimensions(dimensions: number): number {
  return Math.ceil(dimensions / 32) * 32;
}

/** The largest power of two within `dims`: what one Hadamard transform covers. */
export function rotationSpan(dims: number): number {
  return 2 ** Math.floor(Math.log2(dims));
}

/** 1 and -1 for each round and dimension. */
export function rotationSigns(dims: number, rounds: number): Float32Array {
  const random = new SeededRandom(SEED + dims);
  return Float32Array.from({ length: dims * rounds }, () => (random.next() < 0.5 ? -1 : 1));
}
