import type { DocumentNumber } from '../text/text-index.port';
import { readUuid, UUID_BYTES, writeUuid } from './uuid-bytes';

const WORDS = UUID_BYTES / 4;
/** Marks which low bits of the last word are wanted: nearly every other id falls at the first look. */
const MARKS = 65_536;

/**
 * First documents with one of a few ids. One pass over the column: an id is asked for too seldom to keep a table of all.
 * The last word of a UUIDv7 is random.
 */
export function findIds(
  column: Uint8Array,
  length: number,
  ids: readonly string[],
): Map<string, DocumentNumber> {
  const marks = new Uint8Array(MARKS);
  const bytes = new Uint8Array(UUID_BYTES);
  const words = new Uint32Array(bytes.buffer);
  for (const id of ids) {
    writeUuid(bytes, 0, id);
    marks[(words[WORDS - 1] as number) % MARKS] = 1;
  }
  const wanted = new Set(ids);
  const found = new Map<string, DocumentNumber>();
  const all = new Uint32Array(column.buffer, column.byteOffset, length * WORDS);
  for (let document = 0; document < length; document++) {
    if (marks[(all[document * WORDS + WORDS - 1] as number) % MARKS] === 0) continue;
    const id = readUuid(column, document * UUID_BYTES);
    if (wanted.has(id) && !found.has(id)) found.set(id, document);
  }
  return found;
}
