import type { VectorHeap } from './vector-heap';

/** Rows and scores that lie in the heap's scratch, in no order. */
export interface Selection {
  count: number;
  /** Address of the row numbers (u32). */
  list: number;
  /** Address of their scores (f32). */
  scores: number;
}

const SLACK = 1_024;

/**
 * The `keep` best of `count` scores at `scores`: collected above a threshold that rises whenever the buffer is full.
 * @param name Of the scratch that holds the answer until the next call with the same name.
 */
export function bestOf(
  heap: VectorHeap,
  scores: { address: number; count: number },
  keep: number,
  name: string,
): Selection {
  const room = keep * 2 + SLACK;
  const list = heap.scratchOf(`${name}.list`, room * 4);
  const kept = heap.scratchOf(`${name}.kept`, room * 4);
  const found = heap.scratchOf('found', 4);
  const { kernel } = heap;
  let threshold = -Infinity;
  let count = 0;
  let row = 0;
  while (row < scores.count) {
    const offset = count * 4;
    row = kernel.collect(
      scores.address,
      row,
      scores.count,
      threshold,
      list + offset,
      kept + offset,
      room - count,
      found,
    );
    count += heap.u32[found / 4] as number;
    if (count <= keep) continue;
    kernel.selectBest(list, kept, count, keep);
    count = keep;
    threshold = least(heap, kept, keep);
  }
  return { count, list, scores: kept };
}

/** The lowest of `count` scores. */
export function least(heap: VectorHeap, scores: number, count: number): number {
  let lowest = Infinity;
  const floats = heap.f32;
  for (let index = scores / 4; index < scores / 4 + count; index++) {
    const score = floats[index] as number;
    if (score < lowest) lowest = score;
  }
  return lowest;
}

/** All rows with a score above `threshold`. */
export function allAbove(
  heap: VectorHeap,
  scores: { address: number; count: number },
  threshold: number,
  name: string,
): Selection {
  const room = scores.count + 4;
  const list = heap.scratchOf(`${name}.list`, room * 4);
  const kept = heap.scratchOf(`${name}.kept`, room * 4);
  const found = heap.scratchOf('found', 4);
  heap.kernel.collect(scores.address, 0, scores.count, threshold, list, kept, room, found);
  return { count: heap.u32[found / 4] as number, list, scores: kept };
}
