import { analyzeDocument } from './analyzer';
import { applyFeedback } from './feedback';
import { bestSlots } from './best-slots';
import { Bm25Core } from './bm25-core';
import { FEEDBACK, WORK } from './bm25-parameters';
import { readSnapshot, writeSnapshot } from './bm25-snapshot';
import { NO_SLOT } from './document-table';
import { SCORE_UNIT, ScoreSheet } from './score-sheet';
import {
  type AnalyzedQuery,
  type DocumentNumber,
  type TextDocument,
  type TextHits,
  TextIndex,
  type TextIndexStats,
  type TextSearch,
} from './text-index.port';
import { TermScorer } from './term-scorer';

/** Removed documents stay in the postings until there are this many, and this share of all. */
const COMPACTION_MIN = 1_000;
const COMPACTION_SHARE = 0.25;

/** Of this thread: its indexes search one after the other. */
const sheet = new ScoreSheet();

/**
 * BM25 over an inverted index in memory, with the words of neighbouring turns, made for a million short documents: about
 * 200 bytes each, in typed arrays.
 */
export class Bm25Index extends TextIndex {
  private core = new Bm25Core();

  /** @throws RangeError the buffer is not a snapshot of this version: build the index anew. */
  static restore(snapshot: ArrayBuffer): Bm25Index {
    const index = new Bm25Index();
    index.core = readSnapshot(snapshot);
    return index;
  }

  override add(document: DocumentNumber, content: TextDocument): void {
    const { table } = this.core;
    const replaced = table.slotOf(document);
    let previous = NO_SLOT;
    let next = NO_SLOT;
    if (replaced !== NO_SLOT) {
      previous = table.previous[replaced] as number;
      next = table.next[replaced] as number;
      this.core.remove(replaced);
    }
    const after = content.after === undefined ? NO_SLOT : table.slotOf(content.after);
    const before = content.before === undefined ? NO_SLOT : table.slotOf(content.before);
    if (after !== NO_SLOT) [previous, next] = [after, table.next[after] as number];
    else if (before !== NO_SLOT) [previous, next] = [table.previous[before] as number, before];
    const slot = this.core.append(document, analyzeDocument(content));
    table.insert(slot, previous, next);
    this.compactIfWorthIt();
  }

  override remove(document: DocumentNumber): boolean {
    const slot = this.core.table.slotOf(document);
    if (slot === NO_SLOT) return false;
    this.core.remove(slot);
    this.compactIfWorthIt();
    return true;
  }

  override has(document: DocumentNumber): boolean {
    return this.core.table.slotOf(document) !== NO_SLOT;
  }

  override search(query: AnalyzedQuery, { limit, mask }: TextSearch): TextHits {
    const { core } = this;
    const terms = this.searchedTerms(query);
    sheet.begin(core.table.slots);
    const scorer = new TermScorer(core.table, core.postings, sheet);
    let windowed = 0;
    for (const [rank, { id, weight }] of terms.entries()) {
      windowed += core.frequencyOf(id);
      const windows = windowed <= WORK.windowPostings;
      scorer.add(id, weight, windows ? 'window' : rank === 0 ? 'self' : 'self-where-reached');
    }
    const wanted = Math.max(limit, FEEDBACK.candidates);
    const { candidates, matched } = bestSlots(sheet, core.table, wanted, mask);
    applyFeedback(candidates, new Set(terms.map(({ id }) => id)), core);
    const hits = candidates.slice(0, limit);
    return {
      documents: Int32Array.from(hits, (hit) => hit.document),
      scores: Float32Array.from(hits, (hit) => hit.score * SCORE_UNIT),
      matched,
      ideal: query.terms.reduce((sum, { term, weight }) => sum + weight * core.idfOfTerm(term), 0),
    };
  }

  override stats(): TextIndexStats {
    return this.core.stats();
  }

  override snapshot(): ArrayBuffer {
    // What was erased must not live on in a file, not even as a word of the dictionary.
    if (this.core.removed > 0) this.core = this.core.compacted();
    return writeSnapshot(this.core);
  }

  /** Those of the query that some document holds, the rarest first. */
  private searchedTerms(query: AnalyzedQuery): { id: number; term: string; weight: number }[] {
    const terms = query.terms.flatMap(({ term, weight }) => {
      const id = this.core.dictionary.idOf(term);
      if (id === undefined || this.core.frequencyOf(id) === 0) return [];
      return [{ id, term, weight: weight * this.core.idf(id) }];
    });
    terms.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
    return terms.slice(0, WORK.terms);
  }

  private compactIfWorthIt(): void {
    const { removed, table } = this.core;
    if (removed < COMPACTION_MIN || removed < table.slots * COMPACTION_SHARE) return;
    this.core = this.core.compacted();
  }
}
