/** A free stretch of memory: bytes from `start` to `end`. */
interface Extent {
  start: number;
  end: number;
}

/**
 * Which stretches of an address range are free: first fit, neighbours melt together when given back. There are few
 * and large ones, so a sorted list is enough.
 */
export class Extents {
  private readonly free: Extent[] = [];
  private freeBytes = 0;

  get bytes(): number {
    return this.freeBytes;
  }

  /** The start of a stretch of `bytes`, -1 where none is large enough. */
  take(bytes: number): number {
    const index = this.free.findIndex((extent) => extent.end - extent.start >= bytes);
    const extent = this.free[index];
    if (!extent) return -1;
    const start = extent.start;
    extent.start += bytes;
    if (extent.start === extent.end) this.free.splice(index, 1);
    this.freeBytes -= bytes;
    return start;
  }

  give(start: number, bytes: number): void {
    const end = start + bytes;
    const index = this.firstAfter(start);
    const before = this.free[index - 1];
    const after = this.free[index];
    this.freeBytes += bytes;
    if (before?.end === start && after?.start === end) {
      before.end = after.end;
      this.free.splice(index, 1);
    } else if (before?.end === start) {
      before.end = end;
    } else if (after?.start === end) {
      after.start = start;
    } else {
      this.free.splice(index, 0, { start, end });
    }
  }

  private firstAfter(start: number): number {
    let low = 0;
    let high = this.free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.free[middle] as Extent).start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
