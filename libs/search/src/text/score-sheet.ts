import { grown } from './growing-array';

/** Scores are whole numbers of this fraction: sums do not depend on their order, so a rebuilt index answers alike. */
export const SCORE_UNIT = 1 / 65_536;

/**
 * One score for each slot, built up term by term: for each slot the best that a term gives it counts. A sheet serves
 * one search at a time; the indexes of a thread share one.
 */
export class ScoreSheet {
  total = new Int32Array(0);
  /** What the term `stamp` says has given the slot so far. */
  private share = new Int32Array(0);
  private stamp = new Uint8Array(0);
  private term = 0;

  begin(slots: number): void {
    this.total = grown(this.total, slots);
    this.share = grown(this.share, slots);
    this.stamp = grown(this.stamp, slots);
    this.total.fill(0, 0, slots);
    this.stamp.fill(0, 0, slots);
    this.term = 0;
  }

  /** At most 255 terms a search. */
  nextTerm(): void {
    this.term++;
  }

  raise(slot: number, value: number): void {
    if (this.stamp[slot] !== this.term) {
      this.stamp[slot] = this.term;
      this.share[slot] = value;
      this.total[slot] = (this.total[slot] as number) + value;
    } else {
      const share = this.share[slot] as number;
      if (share >= value) return;
      this.share[slot] = value;
      this.total[slot] = (this.total[slot] as number) + value - share;
    }
  }
}
