import { BM25 } from './bm25-parameters';
import type { DocumentTable } from './document-table';
import { COUNT_BITS, COUNT_MAX, type Postings } from './postings';
import { raise, SCORE_UNIT, type ScoreSheet } from './score-sheet';

const LENGTHS = 256;
/** Decays as whole numbers of 1/256. */
const AFTER = BM25.decayAfter.map((decay) => Math.round(decay * 256));
const BEFORE = BM25.decayBefore.map((decay) => Math.round(decay * 256));
const STEPS = AFTER.length;

/** How far the postings of a term reach. */
export type Reach = 'window' | 'self' | 'self-where-reached';

/** Adds what each term gives to the documents that hold it, and to their neighbours. */
export class TermScorer {
  /** By length of a document: the part of BM25's denominator that does not depend on the count. */
  private readonly norm = new Float64Array(LENGTHS);
  /** By length: what one occurrence gives, in units; for the term at hand. */
  private readonly single = new Int32Array(LENGTHS);

  constructor(
    private readonly table: DocumentTable,
    private readonly postings: Postings,
    private readonly sheet: ScoreSheet,
  ) {
    const average = table.documents > 0 ? Math.max(1, table.totalLength / table.documents) : 1;
    for (let length = 0; length < LENGTHS; length++) {
      this.norm[length] = BM25.k1 * (1 - BM25.b + (BM25.b * length) / average);
    }
  }

  add(term: number, weight: number, reach: Reach): void {
    this.sheet.nextTerm();
    for (let length = 0; length < LENGTHS; length++) this.single[length] = this.units(weight, 1, length);
    this.postings.forEachRun(term, (chunk, start, end) =>
      this.addRun(chunk.subarray(start, end), weight, reach),
    );
  }

  private addRun(run: Uint32Array, weight: number, reach: Reach): void {
    const { cells, base } = this.sheet;
    const { lengthOf, next, previous } = this.table;
    const { single } = this;
    for (let at = 0; at < run.length; at++) {
      const posting = run[at] as number;
      const slot = posting >>> COUNT_BITS;
      if (reach === 'self-where-reached' && cells[slot * 2] === 0) continue;
      const count = posting & COUNT_MAX;
      const length = lengthOf[slot] as number;
      const value = count === 1 ? (single[length] as number) : this.units(weight, count, length);
      raise(cells, base, slot, value);
      if (reach !== 'window') continue;
      for (let step = 0, to = next[slot] as number; step < STEPS && to >= 0; step++) {
        raise(cells, base, to, (value * (AFTER[step] as number)) >> 8);
        to = next[to] as number;
      }
      for (let step = 0, to = previous[slot] as number; step < STEPS && to >= 0; step++) {
        raise(cells, base, to, (value * (BEFORE[step] as number)) >> 8);
        to = previous[to] as number;
      }
    }
  }

  private units(weight: number, count: number, length: number): number {
    const saturated = (count * (BM25.k1 + 1)) / (count + (this.norm[length] as number));
    return Math.round((weight * saturated) / SCORE_UNIT);
  }
}
