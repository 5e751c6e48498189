import { KERNEL_BASE64 } from './kernel.wasm';

/** Growable memory of a WebAssembly instance; `buffer` is another one after each growth. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KiB. @throws RangeError when there is no room. */
  grow(pages: number): number;
}

// The part of the standard's interface that is used: the compiler's library set for Node does not hold it.
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
};

/** The functions of kernel.as.ts, where they are described. Pointers are byte offsets into the memory. */
export interface Kernel {
  rotate(data: number, dims: number, span: number, signs: number, rounds: number): void;
  normalise(data: number, dims: number): number;
  quantise(data: number, dims: number, row: number, scale: number): void;
  dequantise(row: number, scale: number, dims: number, data: number): void;
  addScaled(target: number, data: number, factor: number, dims: number): void;
  encode(data: number, mean: number, dims: number, block: number, lane: number): number;
  prepareQuery(data: number, dims: number, target: number): number;
  prepareLookup(data: number, dims: number, lookup: number): number;
  estimate: (
    ...args: [
      blocks: number,
      count: number,
      dims: number,
      lookup: number,
      by: number,
      less: number,
      mask: number,
      out: number,
    ]
  ) => void;
  products: (
    ...args: [blocks: number, count: number, dims: number, query: number, step: number, out: number]
  ) => void;
  productsOf: (
    ...args: [
      list: number,
      count: number,
      blocks: number,
      dims: number,
      query: number,
      step: number,
      out: number,
    ]
  ) => void;
  listMasked(mask: number, count: number, list: number): number;
  collect: (
    ...args: [
      scores: number,
      from: number,
      end: number,
      threshold: number,
      list: number,
      kept: number,
      room: number,
      found: number,
    ]
  ) => number;
  selectBest(list: number, kept: number, count: number, keep: number): void;
}

/** What 32-bit pointers reach: 4 GiB. */
const PAGES_MAX = 65_536;

let compiled: object | undefined;

/** A kernel with a memory of its own. The module is compiled once per thread. */
export function instantiateKernel(): { memory: WasmMemory; kernel: Kernel } {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGES_MAX });
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  return { memory, kernel: instance.exports as Kernel };
}
