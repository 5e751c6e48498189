import { UUID_BYTES } from './uuid-bytes';

type Column =
  Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

const ROOM_AT_FIRST = 64;
const GROWTH = 1.5;

/** The head of a document that does not exist. */
export const NO_DOCUMENT = -1;

function arraysFor(room: number) {
  return {
    rowId: new Float64Array(room),
    passageId: new Float64Array(room),
    timestamp: new Float64Array(room),
    /** Infinity: never. */
    expiresAt: new Float64Array(room),
    /** The first document of the memory, which stands for it; NO_DOCUMENT: this number is free. */
    head: new Int32Array(room).fill(NO_DOCUMENT),
    /** The next passage of the memory; NO_DOCUMENT after the last. */
    next: new Int32Array(room).fill(NO_DOCUMENT),
    start: new Int32Array(room),
    end: new Int32Array(room),
    namespace: new Int32Array(room),
    /** -1: in no session. */
    session: new Int32Array(room),
    sessionOrder: new Int32Array(room),
    tagSet: new Int32Array(room),
    id: new Uint8Array(room * UUID_BYTES),
    memoryType: new Uint8Array(room),
    priority: new Uint8Array(room),
  } satisfies Record<string, Column>;
}

export type DocumentArrays = ReturnType<typeof arraysFor>;
export type DocumentArrayName = keyof DocumentArrays;

/**
 * What filters and answers need of each document (a passage of a memory), column by column. What belongs to the
 * memory is repeated for each of its passages, so that a filter is one pass.
 */
export class GrowingDocumentArrays {
  columns = arraysFor(ROOM_AT_FIRST);
  /** Numbers in use or free again; all lie below it. */
  length = 0;
  private room = ROOM_AT_FIRST;

  get bytes(): number {
    return Object.values(this.columns).reduce((sum, column) => sum + column.byteLength, 0);
  }

  /** A number beyond all others. */
  append(): number {
    if (this.length === this.room) this.resize(Math.ceil(this.room * GROWTH));
    return this.length++;
  }

  /** Bytes of each column, in an order that stays. */
  parts(): Uint8Array[] {
    return Object.values(this.columns).map((column) => {
      const bytes = (column.byteLength / this.room) * this.length;
      return new Uint8Array(column.buffer, column.byteOffset, bytes);
    });
  }

  /** Columns of `length` documents, filled by `read` in the order of {@link parts}. */
  static restore(length: number, read: (target: Uint8Array) => void): GrowingDocumentArrays {
    const arrays = new GrowingDocumentArrays();
    arrays.resize(Math.max(ROOM_AT_FIRST, Math.ceil(length * 1.05)));
    arrays.length = length;
    arrays.parts().forEach(read);
    return arrays;
  }

  private resize(room: number): void {
    const old = this.columns;
    this.columns = arraysFor(room);
    this.room = room;
    for (const name of Object.keys(old) as DocumentArrayName[]) this.columns[name].set(old[name]);
  }
}
