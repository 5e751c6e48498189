import { createEmbeddingProvider } from '@engram/embedding';
import { fuse } from '../../../libs/search/src/ranking/fuse';
import { analyzeQuery } from '../../../libs/search/src/text/analyzer';
import { Bm25Index } from '../../../libs/search/src/text/bm25-index';
import type { Hits } from '../../../libs/search/src/text/text-index.port';
import type { TakenIn } from './recall-system';
import type { Conversation } from './locomo';

/** As the service asks of its indexes. */
const CANDIDATES = 256;

/** Text index, vectors (compared one by one) and fusion by themselves, without rows and threads. */
export async function rankingAlone({ turns }: Conversation): Promise<TakenIn> {
  const embedding = createEmbeddingProvider({ provider: 'hashing' });
  const vectors = await embedding.embed(turns.map(({ content }) => content));
  const text = new Bm25Index();
  for (const [document, { content, timestamp, sessionId }] of turns.entries()) {
    const follows = turns[document - 1]?.sessionId === sessionId;
    text.add(document, { text: content, at: timestamp, ...(follows && { after: document - 1 }) });
  }
  const signals = turns.map(({ timestamp }) => ({ at: timestamp, priority: 5, accessCount: 0 }));
  const now = Math.max(...turns.map(({ timestamp }) => timestamp));

  return {
    recall: async (question, limit) => {
      const [query = new Float32Array()] = await embedding.embed([question], 'query');
      const ranked = fuse({
        text: text.search(analyzeQuery(question), { limit: CANDIDATES }),
        vector: nearest(vectors, query),
        memoryOf: (document) => document,
        signalsOf: (memory) => signals[memory] as (typeof signals)[number],
        now,
        limit,
      });
      return ranked.map(({ memory }) => turns[memory]?.id ?? '');
    },
    close: async () => undefined,
  };
}

function nearest(vectors: readonly Float32Array[], query: Float32Array): Hits {
  const scored = vectors.map((vector, document) => {
    return { document, score: vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0) };
  });
  const best = scored.sort((a, b) => b.score - a.score || a.document - b.document).slice(0, CANDIDATES);
  return {
    documents: Int32Array.from(best, ({ document }) => document),
    scores: Float32Array.from(best, ({ score }) => score),
  };
}
