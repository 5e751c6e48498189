import { Bm25Core } from './bm25-core';

/** Raised whenever the form below, the analysis of words or a structure changes. */
const VERSION = 1;
/** "EGTX". */
const MAGIC = 0x58544745;
const WORD = 4;
/** Magic, version, then the bytes of each part. */
const PARTS = 11;
const HEADER = (2 + PARTS) * WORD;
const SEPARATOR = '\n';

/**
 * Header, then the parts one after the other, each at a multiple of four bytes: the dictionary's terms, the postings
 * (4 parts), the documents (4), their terms (2). Little endian, as every platform that Node runs on.
 */
export function writeSnapshot(core: Bm25Core): ArrayBuffer {
  const { dictionary, postings, table, terms } = core;
  const [bytesOfTerms, addressesOfTerms] = terms.save(table.slots);
  const parts = [
    Buffer.from(dictionary.terms.join(SEPARATOR)),
    ...postings.save(dictionary.size),
    ...table.save(),
    bytesOfTerms,
    addressesOfTerms,
  ];
  const buffer = new ArrayBuffer(parts.reduce((sum, part) => sum + aligned(part.byteLength), HEADER));
  const header = new Uint32Array(buffer, 0, HEADER / WORD);
  header.set([MAGIC, VERSION, ...parts.map((part) => part.byteLength)]);
  let offset = HEADER;
  for (const part of parts) {
    new Uint8Array(buffer, offset).set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    offset += aligned(part.byteLength);
  }
  return buffer;
}

/** @throws RangeError the buffer is no snapshot of this version. */
export function readSnapshot(buffer: ArrayBuffer): Bm25Core {
  const parts = partsOf(buffer);
  const numbers = (at: number) => {
    const { offset, bytes } = parts[at] as Part;
    return new Uint32Array(buffer, offset, bytes / WORD);
  };
  const signed = (at: number) => {
    const { offset, bytes } = parts[at] as Part;
    return new Int32Array(buffer, offset, bytes / WORD);
  };
  const raw = (at: number) => {
    const { offset, bytes } = parts[at] as Part;
    return new Uint8Array(buffer, offset, bytes);
  };
  const core = new Bm25Core();
  const terms = Buffer.from(raw(0).buffer, raw(0).byteOffset, raw(0).byteLength).toString();
  if (terms !== '') for (const term of terms.split(SEPARATOR)) core.dictionary.idOrNew(term);
  core.postings.load([1, 2, 3, 4].map(numbers));
  core.table.load([5, 6, 7, 8].map(signed));
  core.terms.load(raw(9), numbers(10));
  core.recount();
  return core;
}

interface Part {
  offset: number;
  bytes: number;
}

function partsOf(buffer: ArrayBuffer): Part[] {
  if (buffer.byteLength < HEADER) throw new RangeError('text index snapshot is cut off');
  const [magic, version, ...sizes] = new Uint32Array(buffer, 0, HEADER / WORD);
  if (magic !== MAGIC || version !== VERSION) throw new RangeError('text index snapshot of another version');
  let offset = HEADER;
  const parts = sizes.map((bytes) => {
    const part = { offset, bytes };
    offset += aligned(bytes);
    return part;
  });
  if (offset !== buffer.byteLength) throw new RangeError('text index snapshot is cut off');
  return parts;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / WORD) * WORD;
}
