import { grown } from './growing-array';

/** Scores are whole numbers of this fraction: sums do not depend on their order, so a rebuilt index answers alike. */
export const SCORE_UNIT = 1 / 65_536;

/** A share is packed with the term that gave it; both must stay positive in 32 bits. */
const SHARE_BITS = 24;
const TERMS_MAX = 127;

/**
 * One score for each slot, built up term by term: for each slot the best that a term gives it counts. A sheet serves
 * one search at a time; the indexes of a thread share one.
 */
export class ScoreSheet {
  /** By slot two numbers side by side: the score, and what the latest term gave (`term << 24 | share`). */
  cells = new Int32Array(0);
  /** What the shares of the current term begin at. */
  base = 0;

  begin(slots: number): void {
    this.cells = grown(this.cells, slots * 2);
    this.cells.fill(0, 0, slots * 2);
    this.base = 0;
  }

  /** @throws RangeError beyond 127 terms a search. */
  nextTerm(): void {
    this.base += 1 << SHARE_BITS;
    if (this.base >> SHARE_BITS > TERMS_MAX) throw new RangeError('too many terms in one search');
  }
}

/** Lets `slot` have `value` of the term whose shares begin at `base`, unless it already has more of it. */
export function raise(cells: Int32Array, base: number, slot: number, value: number): void {
  const packed = base + value;
  const at = slot * 2 + 1;
  const held = cells[at] as number;
  const old = held < base ? base : held;
  if (packed <= old) return;
  cells[at] = packed;
  cells[at - 1] = (cells[at - 1] as number) + packed - old;
}
