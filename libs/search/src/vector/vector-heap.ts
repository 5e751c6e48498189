import { StoreUnavailableError } from '@engram/kernel';
import { Extents } from './extents';
import { instantiateKernel, type Kernel, type WasmMemory } from './kernel';
import { rotationSigns } from './rotation';

const PAGE_BYTES = 65_536;
/** Growth in one go: address space only, pages become memory when they are written to. */
const GROWTH_BYTES = 8 * 1024 * 1024;
/** An instance ends at 4 GiB; the last stretch is left out so that no pointer arithmetic wraps. */
const SIZE_MAX = 4 * 1024 * 1024 * 1024 - 16 * 1024 * 1024;
/** Left for the scratch of searches, which must go on where nothing can be added any more. */
const BYTES_MAX = SIZE_MAX - 256 * 1024 * 1024;
const ALIGNMENT = 64;

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/**
 * The WebAssembly memory in which all vector matrices of one thread live, with its allocator. Memory that is given
 * back is used again by the next matrix; the instance itself never shrinks.
 */
export class VectorHeap {
  readonly kernel: Kernel;
  private readonly memory: WasmMemory;
  private readonly extents = new Extents();
  private readonly signs = new Map<number, number>();
  private readonly scratch = new Map<string, { address: number; bytes: number }>();
  private size: number;
  private bytes = new Uint8Array(0);
  private floats = new Float32Array(0);
  private words = new Uint32Array(0);

  /** @param bytesMax Of matrices and scratch together: beyond it an allocation is refused. */
  constructor(private readonly bytesMax = BYTES_MAX) {
    ({ kernel: this.kernel, memory: this.memory } = instantiateKernel());
    this.size = this.memory.buffer.byteLength;
    // Address 0 stays unused: it stands for "none".
    this.extents.give(ALIGNMENT, this.size - ALIGNMENT);
    this.refresh();
  }

  /** Views of the whole memory; valid until the next allocation. */
  get u8(): Uint8Array {
    return this.bytes;
  }
  get f32(): Float32Array {
    return this.floats;
  }
  get u32(): Uint32Array {
    return this.words;
  }

  get usedBytes(): number {
    return this.size - this.extents.bytes;
  }

  /**
   * Address of `bytes` fresh bytes, aligned to 64, of any content.
   * @throws StoreUnavailableError the limit is reached.
   */
  allocate(bytes: number): number {
    if (this.usedBytes + bytes > Math.min(this.bytesMax, BYTES_MAX)) throw this.exhausted();
    return this.take(aligned(bytes));
  }

  release(address: number, bytes: number): void {
    this.extents.give(address, aligned(bytes));
  }

  /** A stretch for use within one call, shared by all matrices, grown to the largest need. */
  scratchOf(name: string, bytes: number): number {
    const held = this.scratch.get(name);
    if (held && held.bytes >= bytes) return held.address;
    if (held) this.release(held.address, held.bytes);
    this.scratch.delete(name);
    const room = aligned(Math.ceil(bytes * 1.25));
    const address = this.take(room);
    this.scratch.set(name, { address, bytes: room });
    return address;
  }

  /** Address of the signs that turn vectors of `dims` dimensions, the same in every process. */
  rotationSigns(dims: number, rounds: number): number {
    const held = this.signs.get(dims);
    if (held !== undefined) return held;
    const signs = rotationSigns(dims, rounds);
    const address = this.allocate(signs.byteLength);
    this.floats.set(signs, address / 4);
    this.signs.set(dims, address);
    return address;
  }

  private take(bytes: number): number {
    const address = this.extents.take(bytes);
    if (address >= 0) return address;
    this.grow(bytes);
    return this.extents.take(bytes);
  }

  private grow(bytes: number): void {
    const growth = Math.ceil(Math.max(bytes, GROWTH_BYTES) / PAGE_BYTES) * PAGE_BYTES;
    const start = this.size;
    if (start + growth > SIZE_MAX) throw this.exhausted();
    try {
      this.memory.grow(growth / PAGE_BYTES);
    } catch {
      throw this.exhausted();
    }
    this.size = start + growth;
    this.extents.give(start, growth);
    this.refresh();
  }

  private exhausted(): StoreUnavailableError {
    return new StoreUnavailableError(
      'the memory for vectors is exhausted: raise its limit, or spread the tenants over more worker threads',
    );
  }

  private refresh(): void {
    this.bytes = new Uint8Array(this.memory.buffer);
    this.floats = new Float32Array(this.memory.buffer);
    this.words = new Uint32Array(this.memory.buffer);
  }
}
