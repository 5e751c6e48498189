import { Injectable } from '@nestjs/common';
import { EmbeddingProvider, splitPassages } from '@engram/embedding';
import type { Passage } from '@engram/storage';

/** Cuts contents into passages and gives each its vector. */
@Injectable()
export class PassageEmbedder {
  constructor(private readonly embedding: EmbeddingProvider) {}

  /** The passages of each content, in order. @throws EmbeddingError */
  async embed(contents: readonly string[]): Promise<Passage[][]> {
    const cuts = contents.map((content) => splitPassages(content));
    const texts = cuts.flatMap((spans, index) => {
      const content = contents[index] as string;
      return spans.map(({ start, end }) => content.slice(start, end));
    });
    const vectors: Float32Array[] = [];
    const { textsPerCall } = this.embedding.limits;
    for (let from = 0; from < texts.length; from += textsPerCall) {
      vectors.push(...(await this.embedding.embed(texts.slice(from, from + textsPerCall))));
    }
    let next = 0;
    return cuts.map((spans) => spans.map((span) => ({ ...span, vector: vectors[next++] ?? null })));
  }
}
