import type { EpochMs } from '@engram/kernel';
import { stemEnglish } from './english-stemmer';
import { isStopWord, looksVietnamese } from './stop-words';
import type { AnalyzedQuery, TextDocument } from './text-index.port';
import { termsOfWord } from './word-terms';
import { wordsOf } from './words';

/** Words of a longer query beyond these are left out. */
const QUERY_WORDS_MAX = 500;
/** Words of one text of a document beyond these are not found; a passage holds a tenth. */
const TEXT_WORDS_MAX = 20_000;

const MONTHS = 'january february march april may june july august september october november december'
  .split(' ')
  .map(stemEnglish);

const QUESTION = /[?？]["'”’)\]\s]*$/;

export interface AnalyzedDocument {
  /** How often the document holds each term. */
  counts: Map<string, number>;
  /** Words that count for its length. */
  length: number;
  /** It ends by asking: rather answered by its neighbours than an answer. */
  asks: boolean;
}

export function analyzeDocument(document: TextDocument): AnalyzedDocument {
  const counts = new Map<string, number>();
  let length = countWords(document.text, counts);
  for (const text of document.tags ?? []) length += countWords(text, counts);
  for (const text of document.entities ?? []) length += countWords(text, counts);
  if (document.at !== undefined) length += countDate(document.at, counts);
  return { counts, length, asks: QUESTION.test(document.text) };
}

/** Takes a query apart: each word once, folded; where it bears marks, exactly too. */
export function analyzeQuery(query: string): AnalyzedQuery {
  const vietnamese = looksVietnamese(query);
  const weights = new Map<string, number>();
  for (const word of wordsOf(query).slice(0, QUERY_WORDS_MAX)) {
    if (isStopWord(word, vietnamese)) continue;
    const { folded, exact } = termsOfWord(word);
    // Of a run without spaces the pairs say enough; a single character only where there is no pair.
    const searched = folded.length > 1 ? folded.filter((term) => [...term].length > 1) : folded;
    for (const term of searched) weights.set(term, 1);
    if (exact !== null) weights.set(exact, 1);
  }
  return { terms: Array.from(weights, ([term, weight]) => ({ term, weight })) };
}

function countWords(text: string, counts: Map<string, number>): number {
  const vietnamese = looksVietnamese(text);
  let length = 0;
  for (const word of wordsOf(text).slice(0, TEXT_WORDS_MAX)) {
    if (isStopWord(word, vietnamese)) continue;
    const { folded, exact } = termsOfWord(word);
    for (const term of folded) add(counts, term);
    if (exact !== null) add(counts, exact);
    length += folded.length;
  }
  return length;
}

function countDate(at: EpochMs, counts: Map<string, number>): number {
  const date = new Date(at);
  add(counts, MONTHS[date.getUTCMonth()] as string);
  add(counts, String(date.getUTCDate()));
  add(counts, String(date.getUTCFullYear()));
  return 3;
}

function add(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}
