import type { IndexedPassage, IndexedRow } from '@engram/storage';
import { DocumentColumns } from '../columns/document-columns';
import { wholeContent } from '../columns/document-writer';
import { MaskCache } from '../columns/mask-cache';
import { Bm25Index } from '../text/bm25-index';
import type { DocumentNumber } from '../text/text-index.port';
import type { VectorHeap } from '../vector/vector-heap';
import { VectorMatrix } from '../vector/vector-matrix';

/** The derived structures of a tenant, which all speak of the same document numbers. */
export interface ContentParts {
  columns: DocumentColumns;
  text: Bm25Index;
  /** Left out until a passage has a vector. */
  matrix?: VectorMatrix;
}

/** Words, vectors and filter columns of one tenant's memories, kept in step. */
export class IndexContent {
  readonly columns: DocumentColumns;
  readonly text: Bm25Index;
  readonly masks: MaskCache;
  matrix: VectorMatrix | undefined;

  constructor(
    private readonly heap: VectorHeap,
    parts: ContentParts = { columns: new DocumentColumns(), text: new Bm25Index() },
  ) {
    this.columns = parts.columns;
    this.text = parts.text;
    this.matrix = parts.matrix;
    this.masks = new MaskCache(parts.columns);
  }

  get bytes(): number {
    return this.columns.bytes + this.text.stats().bytes + (this.matrix?.bytes ?? 0);
  }

  /**
   * Enters a memory, in place of what was held of it.
   * @throws StoreUnavailableError the memory for vectors is exhausted; the memory is then not in the index.
   */
  put(row: IndexedRow): void {
    this.remove(row.rowId);
    const passages = row.passages.length > 0 ? row.passages : [wholeContent(row)];
    const documents = this.columns.allocate(passages.length);
    try {
      passages.forEach(({ vector }, index) => this.setVector(documents[index] as DocumentNumber, vector));
    } catch (error) {
      for (const document of documents) this.matrix?.remove(document);
      this.columns.giveBack(documents);
      throw error;
    }
    this.addText(row, passages, documents);
  }

  /** False where there was no such memory. */
  remove(rowId: number): boolean {
    const documents = this.columns.remove(rowId);
    for (const document of documents) {
      this.text.remove(document);
      this.matrix?.remove(document);
    }
    return documents.length > 0;
  }

  /** Gives the memory for vectors back; nothing may be asked after it. */
  close(): void {
    this.matrix?.close();
    this.matrix = undefined;
  }

  /** A vector of other dimensions begins another embedding space: those before it are being replaced. */
  private setVector(document: DocumentNumber, vector: Float32Array | null): void {
    if (!vector) return;
    if (this.matrix?.dimensions !== vector.length) {
      this.matrix?.close();
      this.matrix = undefined;
      this.matrix = new VectorMatrix(this.heap, vector.length);
    }
    this.matrix.set(document, vector);
  }

  private addText(
    row: IndexedRow,
    passages: readonly IndexedPassage[],
    documents: readonly DocumentNumber[],
  ): void {
    const { previous, next } = this.columns.add(row, documents);
    let after = previous === undefined ? undefined : this.columns.documentsOf(previous).at(-1);
    passages.forEach(({ start, end }, index) => {
      const document = documents[index] as DocumentNumber;
      this.text.add(document, {
        text: row.content.slice(start, end),
        tags: row.tags,
        entities: row.entities,
        at: row.timestamp,
        ...(after !== undefined && { after }),
        ...(after === undefined && next !== undefined && { before: next }),
      });
      after = document;
    });
  }
}
