import { newMemoryId, SeededRandom, SystemClock } from '@engram/kernel';
import { DEFAULT_NAMESPACE, type EmbeddingSpace, type MemoryWrite } from '../model/memory';

export const SPACE: EmbeddingSpace = { provider: 'test', model: 'tiny', dimensions: 4, version: 1 };

const ids = { clock: new SystemClock(), random: new SeededRandom(42) };

/** A memory ready to be stored, with one passage of its whole content. */
export function aMemory(given: Partial<MemoryWrite> = {}): MemoryWrite {
  const content = given.content ?? 'Ada wrote the first program.';
  return {
    id: newMemoryId(ids.clock, ids.random),
    content,
    memoryType: 'fact',
    priority: 5,
    tags: [],
    entities: [],
    metadata: {},
    namespace: DEFAULT_NAMESPACE,
    sessionId: null,
    topicKey: null,
    timestamp: Date.UTC(2026, 0, 1),
    expiresAt: null,
    source: null,
    passages: [{ start: 0, end: content.length, vector: new Float32Array([1, 2, 3, 4]) }],
    ...given,
  };
}

/** `count` memories, told apart by their content. */
export function memories(count: number, given: Partial<MemoryWrite> = {}): MemoryWrite[] {
  return Array.from({ length: count }, (_, index) => aMemory({ content: `memory ${index}`, ...given }));
}
