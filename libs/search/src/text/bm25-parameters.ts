/**
 * What was chosen by measuring on real conversations, leaving one out at a time; each stands on a broad plateau
 * (docs: benchmarks). Constants of BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009).
 */
export const BM25 = {
  /** How soon a word that comes again stops to count. */
  k1: 0.9,
  /** How much a long document has to make up for its length. */
  b: 0.5,
  /**
   * What a word said one, two, three turns before a document (or after it) is worth to that document. A turn is
   * understood with its neighbours: an answer hardly repeats its question. For each word the best of the window
   * counts, not the sum: else five turns of small talk about the topic would beat the one that holds every word.
   */
  decayAfter: [0.7, 0.4, 0.2],
  decayBefore: [0.6, 0.3, 0.1],
  /** A question is less often what is looked for, and what follows one more often. */
  asksFactor: 0.9,
  answersFactor: 1.05,
} as const;

/** Pseudo-relevance feedback: words of the best documents help to order the candidates. */
export const FEEDBACK = {
  documents: 10,
  /** Of which so many must hold a word. */
  support: 2,
  terms: 20,
  /** Of the strongest such word, against a word of the query. */
  weight: 0.3,
  /** How many of the best are ordered anew. */
  candidates: 50,
} as const;

export const WORK = {
  /** Terms of a query that are searched: the rarest. */
  terms: 64,
  /**
   * Postings whose windows are visited, rarest term first. The terms beyond, so common that they hardly decide, count
   * only where they stand themselves, in documents that another term has reached.
   */
  windowPostings: 24_000,
} as const;
