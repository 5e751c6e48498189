import { SeededRandom } from '@engram/kernel';

/** Vectors for tests and benches; the same seed gives the same ones. */
export class EmbeddingBuilder {
  private readonly random: SeededRandom;

  constructor(
    readonly dimensions: number,
    seed: number,
  ) {
    this.random = new SeededRandom(seed);
  }

  gaussian(): Float32Array {
    return Float32Array.from({ length: this.dimensions }, () => this.normal());
  }

  /** A gaussian around one of `centres`, `spread` wide. */
  around(centres: readonly Float32Array[], spread: number): Float32Array {
    const centre = centres[this.random.below(centres.length)] as Float32Array;
    return centre.map((value) => value + spread * this.normal());
  }

  /** As a hashing embedder gives them: some words, each at a few dimensions, frequent words in many texts. */
  hashed(vocabulary = 20_000): Float32Array {
    const vector = new Float32Array(this.dimensions);
    const words = 6 + this.random.below(20);
    for (let word = 0; word < words; word++) {
      const rank = Math.floor(vocabulary ** this.random.next());
      const places = new SeededRandom(rank);
      for (let feature = 0; feature < 6; feature++) {
        const place = places.below(this.dimensions);
        vector[place] = (vector[place] as number) + (places.next() < 0.5 ? -1 : 1) * Math.log1p(rank);
      }
    }
    return vector;
  }

  private normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.random.next()));
    return radius * Math.cos(2 * Math.PI * this.random.next());
  }
}
