import type { EpochMs } from '@engram/kernel';

/**
 * A document's number: dense, given by the caller, from 0. One passage of a memory is one document; a memory with
 * several passages has several. A number that was removed may be given again.
 */
export type DocumentNumber = number;

/** What the text index is given of a passage. It never keeps the text itself. */
export interface TextDocument {
  text: string;
  /** Searched like words of the text. */
  tags?: readonly string[];
  entities?: readonly string[];
  /** When it happened: found by the name of its month, its day and its year (UTC). */
  at?: EpochMs;
  /**
   * The document before this one in its session (within a memory: the passage before; else the last passage of the
   * memory before). It is put between that document and the one that followed it.
   */
  after?: DocumentNumber;
  /** The document that follows; used where `after` is left out or unknown: for a new first one of a session. */
  before?: DocumentNumber;
}

/** Documents and their scores, best first; both arrays have the same length. Equal scores: lower number first. */
export interface Hits {
  documents: Int32Array;
  scores: Float32Array;
}

export interface TextHits extends Hits {
  /** Documents with any score, after the mask and before the limit; neighbours of those that match are among them. */
  matched: number;
  /** The score of an average document that holds every word of the query once: what 1.0 is to a similarity. */
  ideal: number;
}

export interface TextSearch {
  limit: number;
  /** Row mask: a document whose byte is 0, or that lies beyond its end, is no candidate. */
  mask?: Uint8Array;
}

export interface TextIndexStats {
  documents: number;
  terms: number;
  postings: number;
  /** Of typed arrays; the dictionary's strings are estimated. */
  bytes: number;
}

/** A word of a query, as it stands in the dictionary of the index. */
export interface QueryTerm {
  term: string;
  weight: number;
}

/** A query taken apart once: see `analyzeQuery`. */
export interface AnalyzedQuery {
  terms: readonly QueryTerm[];
}

/**
 * Full text of one tenant. Derived: everything in it can be rebuilt from rows, and an index that was built step by
 * step answers exactly like one built in one go. Not safe for concurrent use: one thread owns it.
 */
export abstract class TextIndex {
  /**
   * Adds the document, or replaces the one that has this number. A replaced one keeps its place in the session
   * unless `after` or `before` gives another.
   */
  abstract add(document: DocumentNumber, content: TextDocument): void;
  /** False where there was none. Its neighbours in the session become each other's. */
  abstract remove(document: DocumentNumber): boolean;
  abstract has(document: DocumentNumber): boolean;
  /** The best documents, neighbours in their session taken into account. */
  abstract search(query: AnalyzedQuery, options: TextSearch): TextHits;
  abstract stats(): TextIndexStats;
  /** The whole index as one buffer that `restore` takes back; checksums are the caller's. */
  abstract snapshot(): ArrayBuffer;
}
