import type { EmbeddingSpace } from '@engram/storage';

/** Some models embed a question differently from the text that answers it. */
export type EmbeddingPurpose = 'document' | 'query';

export interface EmbeddingLimits {
  /** What lies beyond this many UTF-16 units of a text does not change its vector. */
  textChars: number;
  /** Texts of one call: more are an EmbeddingError. */
  textsPerCall: number;
}

/** Turns text into vectors: near in meaning, near in angle. */
export abstract class EmbeddingProvider {
  /** Which vectors these may be compared with; recorded with every tenant. */
  abstract readonly space: EmbeddingSpace;
  abstract readonly limits: EmbeddingLimits;
  /** `lexical`: near in spelling; `semantic`: near in meaning. Ranking trusts the one less than the other. */
  abstract readonly kind: 'lexical' | 'semantic';

  /**
   * One vector for each text, in order, of `space.dimensions` numbers and of length 1 (a text in which there is
   * nothing to embed has the zero vector, similar to nothing).
   * @throws EmbeddingError the provider failed or answered nonsense.
   */
  abstract embed(texts: readonly string[], purpose?: EmbeddingPurpose): Promise<Float32Array[]>;
}
