import { BM25 } from './bm25-parameters';
import type { DocumentTable } from './document-table';
import type { ScoreSheet } from './score-sheet';

export interface Candidate {
  slot: number;
  document: number;
  score: number;
}

export interface Best {
  /** Best first. */
  candidates: Candidate[];
  /** How many there were to choose from. */
  matched: number;
}

/** Higher score first, then lower document number: the order does not depend on how the index came to be. */
export function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.document - b.document;
}

/** The best documents of a sheet, after the mask. */
export function bestSlots(
  sheet: ScoreSheet,
  table: DocumentTable,
  limit: number,
  mask: Uint8Array | undefined,
): Best {
  const heap = new WorstFirst(limit);
  let matched = 0;
  const { documentOf, slots } = table;
  const { cells } = sheet;
  for (let slot = 0; slot < slots; slot++) {
    const total = cells[slot * 2] as number;
    if (total === 0) continue;
    const document = documentOf[slot] as number;
    if (document < 0 || (mask !== undefined && !mask[document])) continue;
    matched++;
    heap.offer(slot, document, Math.round(total * factorOf(slot, table)));
  }
  return { candidates: heap.sorted(), matched };
}

function factorOf(slot: number, { asks, previous }: DocumentTable): number {
  const before = previous[slot] as number;
  const answers = before >= 0 && asks[before] === 1;
  return (asks[slot] === 1 ? BM25.asksFactor : 1) * (answers ? BM25.answersFactor : 1);
}

/** Keeps the best `limit` of what it is offered. */
class WorstFirst {
  private readonly heap: Candidate[] = [];

  constructor(private readonly limit: number) {}

  offer(slot: number, document: number, score: number): void {
    const { heap } = this;
    if (heap.length < this.limit) {
      heap.push({ slot, document, score });
      this.up(heap.length - 1);
      return;
    }
    const worst = heap[0];
    if (!worst || score < worst.score || (score === worst.score && document > worst.document)) return;
    heap[0] = { slot, document, score };
    this.down();
  }

  sorted(): Candidate[] {
    return this.heap.sort(byScore);
  }

  private up(from: number): void {
    const { heap } = this;
    const item = heap[from] as Candidate;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (byScore(heap[parent] as Candidate, item) >= 0) break;
      heap[at] = heap[parent] as Candidate;
      at = parent;
    }
    heap[at] = item;
  }

  private down(): void {
    const { heap } = this;
    const item = heap[0] as Candidate;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right && byScore(right, heap[child] as Candidate) > 0) child++;
      if (byScore(item, heap[child] as Candidate) >= 0) break;
      heap[at] = heap[child] as Candidate;
      at = child;
    }
    heap[at] = item;
  }
}
