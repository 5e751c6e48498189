import { grown } from './growing-array';
import { Slab } from './slab';

/** A posting is one number: the slot and, in the low six bits, how often it holds the term (63: as often or more). */
export const COUNT_BITS = 6;
export const COUNT_MAX = (1 << COUNT_BITS) - 1;
/** Slots that fit beside the count: 67 million; the tenant's thread would be full long before. */
const SLOTS_MAX = 2 ** (32 - COUNT_BITS);

/** Blocks double up to this size: a rare term wastes little, a common one is read in long runs. */
const BLOCK_MAX = 512;
const BLOCK_MIN = 2;
const NONE = 0xffffffff;

/**
 * For each term the slots that hold it, in the order they came. A term's postings are a chain of blocks in a slab;
 * a block begins with the address of the next.
 */
export class Postings {
  private readonly slab = new Slab<Uint32Array>(Uint32Array);
  private heads = new Uint32Array(0);
  private tails = new Uint32Array(0);
  /** Postings of a term, removed documents' included. */
  private counts = new Uint32Array(0);

  /** @throws RangeError the slot does not fit. */
  append(term: number, slot: number, count: number): void {
    if (slot >= SLOTS_MAX) throw new RangeError('text index is full');
    const before = this.countOf(term);
    const used = usedOfLastBlock(before);
    if (used === 0) this.addBlock(term, before);
    const tail = this.tails[term] as number;
    const offset = this.slab.offsetOf(tail) + 1 + used;
    this.slab.chunkOf(tail)[offset] = ((slot << COUNT_BITS) | Math.min(count, COUNT_MAX)) >>> 0;
    this.counts[term] = before + 1;
  }

  countOf(term: number): number {
    return this.counts[term] ?? 0;
  }

  /** Calls `visit` with each stretch of postings: those in `chunk` from `start` up to `end`. */
  forEachRun(term: number, visit: (chunk: Uint32Array, start: number, end: number) => void): void {
    let address = this.heads[term] ?? NONE;
    let left = this.countOf(term);
    let size = BLOCK_MIN;
    while (left > 0) {
      const chunk = this.slab.chunkOf(address);
      const start = this.slab.offsetOf(address) + 1;
      const length = Math.min(size, left);
      visit(chunk, start, start + length);
      left -= length;
      size = Math.min(size * 2, BLOCK_MAX);
      address = chunk[start - 1] as number;
    }
  }

  get bytes(): number {
    return this.slab.bytes + this.heads.byteLength * 3;
  }

  /** Arrays that {@link load} takes back. */
  save(terms: number): Uint32Array[] {
    return [
      this.slab.flat(),
      this.heads.slice(0, terms),
      this.tails.slice(0, terms),
      this.counts.slice(0, terms),
    ];
  }

  load([slab, heads, tails, counts]: readonly Uint32Array[]): void {
    this.slab.fill(slab as Uint32Array);
    this.heads = (heads as Uint32Array).slice();
    this.tails = (tails as Uint32Array).slice();
    this.counts = (counts as Uint32Array).slice();
  }

  private addBlock(term: number, before: number): void {
    const address = this.slab.take(1 + sizeOfNextBlock(before));
    this.slab.chunkOf(address)[this.slab.offsetOf(address)] = NONE;
    this.heads = grown(this.heads, term + 1);
    this.tails = grown(this.tails, term + 1);
    this.counts = grown(this.counts, term + 1);
    if (before === 0) this.heads[term] = address;
    else {
      const tail = this.tails[term] as number;
      this.slab.chunkOf(tail)[this.slab.offsetOf(tail)] = address;
    }
    this.tails[term] = address;
  }
}

/** Blocks hold 2, 4, 8 … 256, 512, 512 …: up to the first of 512 they hold 510 together. */
const BEFORE_LARGEST = BLOCK_MAX - BLOCK_MIN;

/** How many of the last block's places `count` postings take; 0 where it is full (or there is none). */
function usedOfLastBlock(count: number): number {
  if (count >= BEFORE_LARGEST) return (count - BEFORE_LARGEST) % BLOCK_MAX;
  const size = sizeOfNextBlock(count);
  return count - (size - BLOCK_MIN);
}

/** The size of the block that posting number `count` is put into. */
function sizeOfNextBlock(count: number): number {
  if (count >= BEFORE_LARGEST) return BLOCK_MAX;
  // Before the block of size 2^k come 2^k - 2 postings.
  return 1 << (31 - Math.clz32(count + BLOCK_MIN));
}
