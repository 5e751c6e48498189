import type { IndexedPassage, IndexedRow } from '@engram/storage';
import type { DocumentNumber } from '../text/text-index.port';
import { NO_DOCUMENT, type DocumentArrays } from './document-arrays';
import { MEMORY_TYPE_NUMBERS } from './memory-type-numbers';
import { UUID_BYTES, writeUuid } from './uuid-bytes';

/** The passage of a memory that has none: all of it. */
export function wholeContent(row: IndexedRow): IndexedPassage {
  return { passageId: -1, start: 0, end: row.content.length, vector: null };
}

/** Writes what all passages of a memory share, but for the interned values. */
export function writeMemory(arrays: DocumentArrays, document: DocumentNumber, row: IndexedRow): void {
  arrays.rowId[document] = row.rowId;
  arrays.timestamp[document] = row.timestamp;
  arrays.expiresAt[document] = row.expiresAt ?? Infinity;
  arrays.sessionOrder[document] = row.sessionOrder ?? 0;
  arrays.memoryType[document] = MEMORY_TYPE_NUMBERS[row.memoryType];
  arrays.priority[document] = row.priority;
  writeUuid(arrays.id, document * UUID_BYTES, row.id);
}

export function writePassage(
  arrays: DocumentArrays,
  document: DocumentNumber,
  { passageId, start, end }: IndexedPassage,
): void {
  arrays.passageId[document] = passageId;
  arrays.start[document] = start;
  arrays.end[document] = end;
}

/** Leaves nothing of a document behind. */
export function eraseDocument(arrays: DocumentArrays, document: DocumentNumber): void {
  arrays.id.fill(0, document * UUID_BYTES, (document + 1) * UUID_BYTES);
  arrays.rowId[document] = 0;
  arrays.passageId[document] = 0;
  arrays.timestamp[document] = 0;
  arrays.expiresAt[document] = Infinity;
  arrays.head[document] = NO_DOCUMENT;
  arrays.next[document] = NO_DOCUMENT;
  arrays.session[document] = -1;
  arrays.namespace[document] = -1;
  arrays.tagSet[document] = -1;
}
