import type { DocumentNumber, Hits } from '../text/text-index.port';

/** A memory's best passage. */
export interface BestPassage {
  document: DocumentNumber;
  score: number;
}

/**
 * The `limit` best memories by their best passage. Asks for more passages until there are enough memories, for one
 * long memory may fill the first places.
 * @param search The best passages, best first; fewer than asked for: there are no more.
 * @param headOf The document that stands for the memory of a passage.
 */
export function bestPassages(
  search: (passages: number) => Hits,
  headOf: (document: DocumentNumber) => DocumentNumber,
  limit: number,
): BestPassage[] {
  for (let asked = limit; ; asked *= 2) {
    const { documents, scores } = search(asked);
    const best = new Map<DocumentNumber, BestPassage>();
    documents.forEach((document, index) => {
      const head = headOf(document);
      if (!best.has(head)) best.set(head, { document, score: scores[index] as number });
    });
    if (best.size >= limit || documents.length < asked) return [...best.values()].slice(0, limit);
  }
}
