import { grown } from './growing-array';

export const NO_SLOT = -1;
const LENGTH_MAX = 255;

/**
 * The documents in the order they came. A document's place here is its slot; a slot is never used again before the
 * index is compacted, so that postings stay in ascending order and a removal has to touch none of them.
 */
export class DocumentTable {
  /** Slots given so far, those of removed documents included. */
  slots = 0;
  /** Documents that are there. */
  documents = 0;
  /** Sum of their lengths. */
  totalLength = 0;

  /** By slot: the document's number, or -1 once removed. */
  documentOf = new Int32Array(0);
  /** By slot: words, at most 255. */
  lengthOf = new Uint8Array(0);
  /** By slot: 1 where the document ends by asking. */
  asks = new Uint8Array(0);
  /** By slot: its neighbours in the session, or -1. */
  previous = new Int32Array(0);
  next = new Int32Array(0);
  /** By document number: its slot, or -1. */
  private slotOfDocument = new Int32Array(0);

  slotOf(document: number): number {
    return this.slotOfDocument[document] ?? NO_SLOT;
  }

  append(document: number, length: number, asks: boolean): number {
    const slot = this.slots++;
    this.reserve(this.slots);
    this.slotOfDocument = grown(this.slotOfDocument, document + 1, NO_SLOT);
    this.slotOfDocument[document] = slot;
    this.documentOf[slot] = document;
    this.lengthOf[slot] = Math.min(length, LENGTH_MAX);
    this.asks[slot] = asks ? 1 : 0;
    this.previous[slot] = NO_SLOT;
    this.next[slot] = NO_SLOT;
    this.documents++;
    this.totalLength += this.lengthOf[slot];
    return slot;
  }

  remove(slot: number): void {
    this.link(this.previous[slot] as number, this.next[slot] as number);
    this.slotOfDocument[this.documentOf[slot] as number] = NO_SLOT;
    this.documentOf[slot] = NO_SLOT;
    this.previous[slot] = NO_SLOT;
    this.next[slot] = NO_SLOT;
    this.documents--;
    this.totalLength -= this.lengthOf[slot] as number;
  }

  /** Puts a slot between two neighbours of each other (either may be -1). */
  insert(slot: number, previous: number, next: number): void {
    this.link(previous, slot);
    this.link(slot, next);
  }

  get bytes(): number {
    return this.documentOf.length * 14 + this.slotOfDocument.byteLength;
  }

  /** Arrays that {@link load} takes back. */
  save(): Int32Array[] {
    const [documentOf, previous, next] = [this.documentOf, this.previous, this.next].map((array) => {
      return array.slice(0, this.slots);
    }) as [Int32Array, Int32Array, Int32Array];
    const lengthAndAsks = Int32Array.from(documentOf, (_, slot) => {
      return ((this.lengthOf[slot] as number) << 1) | (this.asks[slot] as number);
    });
    return [documentOf, previous, next, lengthAndAsks];
  }

  load([documentOf, previous, next, lengthAndAsks]: readonly Int32Array[]): void {
    for (const [slot, document] of (documentOf as Int32Array).entries()) {
      const packed = lengthAndAsks?.[slot] as number;
      this.append(document, packed >>> 1, (packed & 1) === 1);
    }
    this.previous.set(previous as Int32Array);
    this.next.set(next as Int32Array);
  }

  private link(previous: number, next: number): void {
    if (previous !== NO_SLOT) this.next[previous] = next;
    if (next !== NO_SLOT) this.previous[next] = previous;
  }

  private reserve(slots: number): void {
    this.documentOf = grown(this.documentOf, slots, NO_SLOT);
    this.lengthOf = grown(this.lengthOf, slots);
    this.asks = grown(this.asks, slots);
    this.previous = grown(this.previous, slots, NO_SLOT);
    this.next = grown(this.next, slots, NO_SLOT);
  }
}
