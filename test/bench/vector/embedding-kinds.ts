import { EmbeddingBuilder } from '../../../libs/search/src/testing/embedding-builder';

/** Kinds of embeddings: what a hashing embedder gives, what trained models give, and the worst that can be. */
export const KINDS: Record<string, (dimensions: number) => () => Float32Array> = {
  hashed: (dimensions) => {
    const builder = new EmbeddingBuilder(dimensions, 11);
    return () => builder.hashed();
  },
  clusters: (dimensions) => {
    const builder = new EmbeddingBuilder(dimensions, 12);
    const centres = Array.from({ length: 100 }, () => builder.gaussian());
    return () => builder.around(centres, 0.7);
  },
  gaussian: (dimensions) => {
    const builder = new EmbeddingBuilder(dimensions, 13);
    return () => builder.gaussian();
  },
};
