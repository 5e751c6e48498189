import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { EmbeddingError, LIMITS } from '@engram/kernel';
import type { EmbeddingSpace } from '@engram/storage';
import { EmbeddingProvider, type EmbeddingLimits } from '../../ports/embedding-provider.port';
import { TextHasher } from './text-hasher';

const DIMENSIONS_DEFAULT = 256;

/** Raised when the same text would get another vector than before. */
const VERSION = 1;

/** After so many texts (about a millisecond) others get their turn. */
const TEXTS_BETWEEN_TURNS = 16;

/** The embedded default: deterministic, any language, no network, no model. It knows spelling, not meaning. */
export class HashingEmbeddingProvider extends EmbeddingProvider {
  readonly space: EmbeddingSpace;
  readonly limits: EmbeddingLimits = { textChars: LIMITS.queryChars, textsPerCall: 10_000 };
  readonly kind = 'lexical';
  private readonly hasher: TextHasher;

  constructor(dimensions: number = DIMENSIONS_DEFAULT) {
    super();
    this.space = { provider: 'hashing', model: 'words-and-grams', dimensions, version: VERSION };
    this.hasher = new TextHasher(dimensions, this.limits.textChars);
  }

  override async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (texts.length > this.limits.textsPerCall) {
      throw new EmbeddingError(`at most ${this.limits.textsPerCall} texts can be embedded in one call`);
    }
    const { dimensions } = this.space;
    // One buffer for all: a thousand small ones cost the collector more than the vectors cost to make.
    const numbers = new Float32Array(texts.length * dimensions);
    const vectors: Float32Array[] = [];
    for (const [index, text] of texts.entries()) {
      // Of many, before the first too: who asks for so many has just kept the thread busy with them.
      if (texts.length > TEXTS_BETWEEN_TURNS && index % TEXTS_BETWEEN_TURNS === 0) await turnOfTheLoop();
      const vector = numbers.subarray(index * dimensions, (index + 1) * dimensions);
      this.hasher.hashInto(vector, text);
      vectors.push(vector);
    }
    return vectors;
  }
}
