import { grown } from './growing-array';

/** Elements of a full chunk: large enough to be few, small enough to be had without a pause. */
const CHUNK_BITS = 20;
const CHUNK = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK - 1;
const FIRST_CHUNK = 64;

type Elements = Uint8Array | Uint32Array;

/**
 * Room for stretches of numbers that are never given back one by one. It grows chunk by chunk, so that nothing large
 * is copied; a stretch never goes over the end of its chunk. Address: `chunk << 20 | offset`.
 */
export class Slab<Kind extends Elements> {
  readonly chunks: Kind[] = [];
  /** First address that is not taken. */
  private top = 0;

  constructor(private readonly Type: new (length: number) => Kind) {}

  /** Address of `length` (at most a chunk) fresh elements. */
  take(length: number): number {
    const room = CHUNK - (this.top & IN_CHUNK);
    if (length > room) this.top += room;
    const address = this.top;
    const index = address >>> CHUNK_BITS;
    const end = (address & IN_CHUNK) + length;
    // Only the first chunk begins small: a tenant of a hundred memories must not cost megabytes.
    const chunk = this.chunks[index] ?? new this.Type(index === 0 ? FIRST_CHUNK : CHUNK);
    this.chunks[index] = chunk.length >= end ? chunk : grown(chunk, end);
    this.top += length;
    return address;
  }

  chunkOf(address: number): Kind {
    return this.chunks[address >>> CHUNK_BITS] as Kind;
  }

  offsetOf(address: number): number {
    return address & IN_CHUNK;
  }

  get length(): number {
    return this.top;
  }

  get bytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  }

  /** Everything taken so far, in one array. */
  flat(): Kind {
    const all = new this.Type(this.top);
    for (const [index, chunk] of this.chunks.entries()) {
      const from = index * CHUNK;
      all.set(chunk.subarray(0, Math.min(chunk.length, this.top - from)), from);
    }
    return all;
  }

  /** Takes back what {@link flat} gave. */
  fill(all: Kind): void {
    this.chunks.length = 0;
    for (let from = 0; from < all.length; from += CHUNK) {
      const chunk = new this.Type(from === 0 ? Math.min(CHUNK, all.length) : CHUNK);
      chunk.set(all.subarray(from, from + CHUNK));
      this.chunks.push(chunk);
    }
    this.top = all.length;
  }
}
