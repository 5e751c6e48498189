import { newMemoryId, type ManualClock, type MemoryId, SeededRandom, type TenantId } from '@engram/kernel';
import type { EmbeddingSpace, MemoryWrite, Stores } from '@engram/storage';

/** What a contract of an index needs: rows to write, and an index over them. */
export interface IndexFixture<Index> {
  index: Index;
  stores: Stores;
  clock: ManualClock;
  close(): Promise<void>;
}

const SPACE: EmbeddingSpace = { provider: 'test', model: 'test', dimensions: 4, version: 1 };

/** Writes memories for a contract, with the least said about each. */
export class MemoryWriter {
  private readonly random = new SeededRandom(1);

  constructor(
    private readonly stores: Stores,
    private readonly clock: ManualClock,
  ) {}

  async remember(
    tenant: TenantId,
    content: string,
    given: Partial<MemoryWrite> & { vector?: readonly number[] } = {},
  ): Promise<MemoryId> {
    const { vector = [1, 0, 0, 0], ...fields } = given;
    const id = newMemoryId(this.clock, this.random);
    const write: MemoryWrite = {
      id,
      content,
      memoryType: 'fact',
      priority: 5,
      tags: [],
      entities: [],
      metadata: {},
      namespace: 'default',
      sessionId: null,
      topicKey: null,
      timestamp: this.clock.now(),
      expiresAt: null,
      source: null,
      passages: [{ start: 0, end: content.length, vector: Float32Array.from(vector) }],
      ...fields,
    };
    await this.stores.of(tenant).memories.remember([write], SPACE);
    return id;
  }
}
