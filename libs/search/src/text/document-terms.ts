import { grown } from './growing-array';
import { Slab } from './slab';

/** Bytes of a number: seven bits each, the highest bit says that another follows. */
const VARINT_BYTES_MAX = 5;

/**
 * For each slot the numbers of its terms, ascending, as differences of some bits each: what a removal has to subtract
 * and what a document found is about, at about two bytes a term.
 */
export class DocumentTerms {
  private readonly slab = new Slab<Uint8Array>(Uint8Array);
  private addresses = new Uint32Array(0);
  private scratch = new Uint8Array(1024);

  /** @param ids Ascending. */
  set(slot: number, ids: Uint32Array): void {
    this.scratch = grown(this.scratch, (ids.length + 1) * VARINT_BYTES_MAX);
    let length = this.write(0, ids.length);
    let last = 0;
    for (const id of ids) {
      length = this.write(length, id - last);
      last = id;
    }
    const address = this.slab.take(length);
    this.slab.chunkOf(address).set(this.scratch.subarray(0, length), this.slab.offsetOf(address));
    this.addresses = grown(this.addresses, slot + 1);
    this.addresses[slot] = address;
  }

  forEach(slot: number, visit: (id: number) => void): void {
    const address = this.addresses[slot] as number;
    const chunk = this.slab.chunkOf(address);
    let at = this.slab.offsetOf(address);
    const read = (): number => {
      let value = 0;
      let shift = 0;
      let byte: number;
      do {
        byte = chunk[at++] as number;
        value |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte >= 0x80);
      return value;
    };
    let id = 0;
    for (let left = read(); left > 0; left--) {
      id += read();
      visit(id);
    }
  }

  get bytes(): number {
    return this.slab.bytes + this.addresses.byteLength;
  }

  /** Arrays that {@link load} takes back. */
  save(slots: number): [Uint8Array, Uint32Array] {
    return [this.slab.flat(), this.addresses.slice(0, slots)];
  }

  load(bytes: Uint8Array, addresses: Uint32Array): void {
    this.slab.fill(bytes);
    this.addresses = addresses.slice();
  }

  private write(at: number, value: number): number {
    let rest = value;
    while (rest >= 0x80) {
      this.scratch[at++] = rest | 0x80;
      rest >>>= 7;
    }
    this.scratch[at++] = rest;
    return at;
  }
}
