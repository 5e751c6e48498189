import type { DocumentNumber } from '../text/text-index.port';

/** The neighbours of a memory in its session, as the heads of their documents. */
export interface SessionNeighbours {
  previous?: DocumentNumber;
  next?: DocumentNumber;
}

/** The memories of each session in order. */
export class SessionOrder {
  private readonly sessions = new Map<number, DocumentNumber[]>();

  /** @param orderOf The position of a memory within its session. */
  constructor(private readonly orderOf: (head: DocumentNumber) => number) {}

  /** Between which memories one at `order` belongs. */
  neighbours(session: number, order: number): SessionNeighbours {
    const heads = this.sessions.get(session) ?? [];
    const place = this.placeOf(heads, order);
    const previous = heads[place - 1];
    const next = heads[place];
    return { ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
  }

  insert(session: number, head: DocumentNumber): void {
    const heads = this.sessions.get(session);
    if (!heads) this.sessions.set(session, [head]);
    else heads.splice(this.placeOf(heads, this.orderOf(head)), 0, head);
  }

  remove(session: number, head: DocumentNumber): void {
    const heads = this.sessions.get(session);
    const index = heads?.indexOf(head) ?? -1;
    if (!heads || index < 0) return;
    if (heads.length === 1) this.sessions.delete(session);
    else heads.splice(index, 1);
  }

  /** The first place whose memory comes after `order`. */
  private placeOf(heads: readonly DocumentNumber[], order: number): number {
    let low = 0;
    let high = heads.length;
    // Most memories come at the end of their session.
    if (high > 0 && this.orderOf(heads[high - 1] as number) <= order) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.orderOf(heads[middle] as number) <= order) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
