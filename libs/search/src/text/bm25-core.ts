import type { AnalyzedDocument } from './analyzer';
import { DocumentTable, NO_SLOT } from './document-table';
import { DocumentTerms } from './document-terms';
import type { FeedbackSource } from './feedback';
import { grown } from './growing-array';
import { COUNT_BITS, COUNT_MAX, Postings } from './postings';
import { SCORE_UNIT } from './score-sheet';
import { TermDictionary } from './term-dictionary';
import type { TextIndexStats } from './text-index.port';

/** Of a term in the dictionary: the string, its place in the map and in the list. */
const BYTES_OF_TERM = 100;

/** The structures of a {@link Bm25Index} and what keeps them in step with each other. */
export class Bm25Core implements FeedbackSource {
  readonly dictionary = new TermDictionary();
  readonly postings = new Postings();
  readonly table = new DocumentTable();
  readonly terms = new DocumentTerms();
  /** By term: documents that hold it and are there. */
  private frequencies = new Uint32Array(0);
  private postingCount = 0;

  /** Documents removed, their postings still in place. */
  get removed(): number {
    return this.table.slots - this.table.documents;
  }

  append(document: number, { counts, length, asks }: AnalyzedDocument): number {
    const slot = this.table.append(document, length, asks);
    const ids = new Uint32Array(counts.size);
    let at = 0;
    for (const [term, count] of counts) {
      const id = this.dictionary.idOrNew(term);
      ids[at++] = id;
      this.post(id, slot, count);
    }
    this.terms.set(slot, ids.sort());
    return slot;
  }

  remove(slot: number): void {
    this.table.remove(slot);
    this.terms.forEach(slot, (id) => {
      this.frequencies[id] = (this.frequencies[id] as number) - 1;
      this.postingCount--;
    });
  }

  frequencyOf(id: number): number {
    return this.frequencies[id] ?? 0;
  }

  /** In the form that cannot become negative: ln(1 + (N - n + 0.5) / (n + 0.5)). */
  idf(id: number): number {
    return this.idfOf(this.frequencyOf(id));
  }

  /** Of a term that need not be in the dictionary. */
  idfOfTerm(term: string): number {
    const id = this.dictionary.idOf(term);
    return this.idfOf(id === undefined ? 0 : this.frequencyOf(id));
  }

  forEachTerm(slot: number, visit: (term: number) => void): void {
    this.terms.forEach(slot, visit);
  }

  weightOf(term: number): number {
    return this.idf(term) / SCORE_UNIT;
  }

  nameOf(term: number): string {
    return this.dictionary.terms[term] as string;
  }

  stats(): TextIndexStats {
    const bytes =
      this.postings.bytes + this.table.bytes + this.terms.bytes + this.dictionary.size * BYTES_OF_TERM;
    return {
      documents: this.table.documents,
      terms: this.dictionary.size,
      postings: this.postingCount,
      bytes,
    };
  }

  /** The same documents without what removed ones left behind. */
  compacted(): Bm25Core {
    const fresh = new Bm25Core();
    const slots = copyDocuments(this.table, fresh.table);
    // In order of the old numbers, so that a document's terms stay in ascending order.
    const ids = Uint32Array.from(this.dictionary.terms, (term, id) => {
      return this.frequencyOf(id) === 0 ? 0 : fresh.dictionary.idOrNew(term);
    });
    for (const [id, newId] of ids.entries()) {
      if (this.frequencyOf(id) > 0)
        this.copyPostings(id, slots, (slot, count) => fresh.post(newId, slot, count));
    }
    for (const [slot, newSlot] of slots.entries()) {
      if (newSlot === NO_SLOT) continue;
      const terms: number[] = [];
      this.terms.forEach(slot, (id) => terms.push(ids[id] as number));
      fresh.terms.set(newSlot, Uint32Array.from(terms));
    }
    return fresh;
  }

  /** Counts what {@link Postings} and the other parts were loaded with. */
  recount(): void {
    this.frequencies = new Uint32Array(this.dictionary.size);
    this.postingCount = 0;
    for (let id = 0; id < this.dictionary.size; id++) {
      this.frequencies[id] = this.postings.countOf(id);
      this.postingCount += this.postings.countOf(id);
    }
  }

  private copyPostings(id: number, slots: Int32Array, post: (slot: number, count: number) => void): void {
    this.postings.forEachRun(id, (chunk, start, end) => {
      for (let at = start; at < end; at++) {
        const posting = chunk[at] as number;
        const slot = slots[posting >>> COUNT_BITS] as number;
        if (slot !== NO_SLOT) post(slot, posting & COUNT_MAX);
      }
    });
  }

  private post(id: number, slot: number, count: number): void {
    this.postings.append(id, slot, count);
    this.frequencies = grown(this.frequencies, id + 1);
    this.frequencies[id] = (this.frequencies[id] as number) + 1;
    this.postingCount++;
  }

  private idfOf(frequency: number): number {
    return Math.log(1 + (this.table.documents - frequency + 0.5) / (frequency + 0.5));
  }
}

/** Copies those that are there, with their neighbours. Returns for each old slot the new one, or -1. */
function copyDocuments(from: DocumentTable, to: DocumentTable): Int32Array {
  const slots = new Int32Array(from.slots).fill(NO_SLOT);
  for (let slot = 0; slot < from.slots; slot++) {
    const document = from.documentOf[slot] as number;
    if (document === NO_SLOT) continue;
    slots[slot] = to.append(document, from.lengthOf[slot] as number, from.asks[slot] === 1);
  }
  for (let slot = 0; slot < from.slots; slot++) {
    const copied = slots[slot] as number;
    if (copied === NO_SLOT) continue;
    const [previous, next] = [from.previous[slot] as number, from.next[slot] as number];
    if (previous !== NO_SLOT) to.previous[copied] = slots[previous] as number;
    if (next !== NO_SLOT) to.next[copied] = slots[next] as number;
  }
  return slots;
}
