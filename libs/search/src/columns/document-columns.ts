import type { EpochMs } from '@engram/kernel';
import type { IndexedRow } from '@engram/storage';
import type { DocumentNumber } from '../text/text-index.port';
import { GrowingDocumentArrays, NO_DOCUMENT, type DocumentArrays } from './document-arrays';
import { Interner } from './interner';
import { SessionOrder, type SessionNeighbours } from './session-order';
import { TagSets } from './tag-sets';
import { eraseDocument, wholeContent, writeMemory, writePassage } from './document-writer';
import { findIds } from './id-scan';
import { readUuid, UUID_BYTES } from './uuid-bytes';

/** What a snapshot says of the columns beside their bytes. */
export interface ColumnsState {
  length: number;
  namespaces: (string | null)[];
  sessions: (string | null)[];
  tagSets: (string | null)[];
}

/**
 * The documents of a tenant: which memory and passage each number stands for, what filters ask about it, and the order
 * of sessions. The first document of a memory stands for the memory itself.
 */
export class DocumentColumns {
  readonly tagSets = new TagSets();
  /** Changes whenever a document does. */
  version = 0;
  /** No document expires before it. */
  earliestExpiry: EpochMs = Infinity;
  private storage = new GrowingDocumentArrays();
  private readonly namespaces = new Interner<string>();
  private readonly sessions = new Interner<string>();
  private readonly headOfRow = new Map<number, DocumentNumber>();
  private readonly free: DocumentNumber[] = [];
  private readonly order = new SessionOrder((head) => this.arrays.sessionOrder[head] as number);

  get arrays(): DocumentArrays {
    return this.storage.columns;
  }
  /** All document numbers lie below it. */
  get length(): number {
    return this.storage.length;
  }
  get documents(): number {
    return this.storage.length - this.free.length;
  }
  get memories(): number {
    return this.headOfRow.size;
  }
  get bytes(): number {
    // A map entry of a number is about 40 bytes.
    return this.storage.bytes + this.headOfRow.size * 40;
  }

  rowIds(): Iterable<number> {
    return this.headOfRow.keys();
  }
  /** The document that stands for a memory. */
  headOf(rowId: number): DocumentNumber | undefined {
    return this.headOfRow.get(rowId);
  }
  namespaceNumber(namespace: string): number {
    return this.namespaces.find(namespace) ?? -2;
  }
  sessionNumber(sessionId: string): number {
    return this.sessions.find(sessionId) ?? -2;
  }
  sessionOf(document: DocumentNumber): string | null {
    return this.sessions.valueOf(this.arrays.session[document] as number) ?? null;
  }
  idOf(document: DocumentNumber): string {
    return readUuid(this.arrays.id, document * UUID_BYTES);
  }
  /** The documents that stand for the memories with these ids, where there are such. */
  headsOf(ids: readonly string[]): Map<string, DocumentNumber> {
    return ids.length === 0 ? new Map<string, DocumentNumber>() : findIds(this.arrays.id, this.length, ids);
  }
  mayExpire(now: EpochMs): boolean {
    return this.earliestExpiry <= now;
  }

  /** The documents of a memory, in the order of its passages. */
  documentsOf(head: DocumentNumber): DocumentNumber[] {
    const documents: DocumentNumber[] = [];
    for (let document = head; document !== NO_DOCUMENT; document = this.arrays.next[document] as number) {
      documents.push(document);
    }
    return documents;
  }

  /** Numbers for the passages of a memory; they count once {@link add} is called. */
  allocate(count: number): DocumentNumber[] {
    return Array.from({ length: count }, () => this.free.pop() ?? this.storage.append());
  }

  /** Gives numbers back that were not used. */
  giveBack(documents: readonly DocumentNumber[]): void {
    this.free.push(...documents);
  }

  /**
   * Enters a memory under the numbers, one for each passage.
   * @returns Its neighbours in its session.
   */
  add(row: IndexedRow, documents: readonly DocumentNumber[]): SessionNeighbours {
    const shared = {
      namespace: this.namespaces.retain(row.namespace, row.namespace).id,
      session: row.sessionId === null ? -1 : this.sessions.retain(row.sessionId, row.sessionId).id,
      tagSet: this.tagSets.retain(row.tags),
    };
    const head = documents[0] as DocumentNumber;
    documents.forEach((document, index) => {
      const { arrays } = this;
      writeMemory(arrays, document, row);
      writePassage(arrays, document, row.passages[index] ?? wholeContent(row));
      for (const [name, number] of Object.entries(shared))
        arrays[name as keyof typeof shared][document] = number;
      arrays.head[document] = head;
      arrays.next[document] = documents[index + 1] ?? NO_DOCUMENT;
    });
    this.headOfRow.set(row.rowId, head);
    this.earliestExpiry = Math.min(this.earliestExpiry, row.expiresAt ?? Infinity);
    this.version += 1;
    return shared.session < 0 ? {} : this.enterSession(shared.session, head);
  }

  /** Takes a memory out and gives its numbers free. @returns They, in order; empty where there was no such memory. */
  remove(rowId: number): DocumentNumber[] {
    const head = this.headOfRow.get(rowId);
    if (head === undefined) return [];
    const { arrays } = this;
    const documents = this.documentsOf(head);
    const session = arrays.session[head] as number;
    if (session >= 0) {
      this.order.remove(session, head);
      this.sessions.release(session);
    }
    this.namespaces.release(arrays.namespace[head] as number);
    this.tagSets.release(arrays.tagSet[head] as number);
    for (const document of documents) eraseDocument(arrays, document);
    this.headOfRow.delete(rowId);
    this.free.push(...documents);
    this.version += 1;
    return documents;
  }

  state(): ColumnsState {
    return {
      length: this.length,
      namespaces: this.namespaces.keys(),
      sessions: this.sessions.keys(),
      tagSets: this.tagSets.keys(),
    };
  }

  /** The bytes to be saved, as views that are valid until the next change. */
  parts(): Uint8Array[] {
    return this.storage.parts();
  }

  /**
   * Columns as they were when `state` and `parts` were taken.
   * @param read Fills the given stretch with the next saved bytes.
   * @throws RangeError the columns name a value that the state does not hold.
   */
  static restore(state: ColumnsState, read: (target: Uint8Array) => void): DocumentColumns {
    const columns = new DocumentColumns();
    columns.storage = GrowingDocumentArrays.restore(state.length, read);
    columns.namespaces.restore(state.namespaces, (key) => key);
    columns.sessions.restore(state.sessions, (key) => key);
    columns.tagSets.restore(state.tagSets);
    for (let document = 0; document < state.length; document++) columns.adopt(document);
    return columns;
  }

  /** Derives from a restored document what is not saved. */
  private adopt(document: DocumentNumber): void {
    const { arrays } = this;
    const head = arrays.head[document] as number;
    if (head === NO_DOCUMENT) this.free.push(document);
    if (head !== document) return;
    const session = arrays.session[document] as number;
    this.headOfRow.set(arrays.rowId[document] as number, document);
    this.namespaces.use(arrays.namespace[document] as number);
    this.tagSets.use(arrays.tagSet[document] as number);
    this.earliestExpiry = Math.min(this.earliestExpiry, arrays.expiresAt[document] as number);
    if (session < 0) return;
    this.sessions.use(session);
    this.order.insert(session, document);
  }

  private enterSession(session: number, head: DocumentNumber): SessionNeighbours {
    const neighbours = this.order.neighbours(session, this.arrays.sessionOrder[head] as number);
    this.order.insert(session, head);
    return neighbours;
  }
}
