import { SeededRandom } from '@engram/kernel';
import type { IndexedRow } from '@engram/storage';
import { EmbeddingBuilder } from './embedding-builder';

const WORDS =
  'river stone bridge Hanoi Trâm phở database deploy rollback invoice train garden violin paper'.split(' ');
const TAGS = ['red', 'green', 'blue', 'rare'];
const TYPES = ['fact', 'decision', 'todo'] as const;
export const START = Date.UTC(2026, 0, 1);

/** Memories for tests; the same seed gives the same ones. */
export class RowBuilder {
  private readonly random: SeededRandom;
  private readonly embeddings: EmbeddingBuilder;
  private readonly turns = new Map<string, number>();

  constructor(
    readonly dimensions: number,
    private readonly seed: number,
  ) {
    this.random = new SeededRandom(seed);
    this.embeddings = new EmbeddingBuilder(dimensions, seed + 1);
  }

  row(rowId: number, fixed: Partial<IndexedRow> = {}): IndexedRow {
    const content = this.words(3 + this.random.below(12));
    const sessionId = this.random.below(3) === 0 ? null : `session-${this.random.below(6)}`;
    return {
      rowId,
      id: this.uuid(rowId),
      content,
      memoryType: TYPES[this.random.below(TYPES.length)] ?? 'fact',
      priority: 1 + this.random.below(10),
      tags: TAGS.filter((_, index) => this.random.below(index + 2) === 0),
      entities: [],
      namespace: this.random.below(4) === 0 ? 'other' : 'default',
      sessionId,
      sessionOrder: sessionId === null ? null : this.turn(sessionId),
      timestamp: START + this.random.below(1_000),
      expiresAt: this.random.below(5) === 0 ? START + this.random.below(1_000) : null,
      passages: this.passages(rowId, content),
      ...fixed,
    };
  }

  words(count: number): string {
    return Array.from({ length: count }, () => WORDS[this.random.below(WORDS.length)]).join(' ');
  }

  vector(): Float32Array {
    return this.embeddings.gaussian();
  }

  /** One to three stretches; some still wait for their vector. */
  private passages(rowId: number, content: string): IndexedRow['passages'] {
    const count = 1 + (this.random.below(4) === 0 ? this.random.below(3) : 0);
    const length = Math.ceil(content.length / count);
    return Array.from({ length: count }, (_, index) => ({
      passageId: rowId * 100 + index,
      start: index * length,
      end: Math.min(content.length, (index + 1) * length),
      vector: this.random.below(8) === 0 ? null : this.vector(),
    }));
  }

  private turn(sessionId: string): number {
    const turn = this.turns.get(sessionId) ?? 0;
    this.turns.set(sessionId, turn + 1);
    return turn;
  }

  /** A row keeps its id. */
  private uuid(rowId: number): string {
    const hex = Buffer.from(new SeededRandom(this.seed * 7_919 + rowId).bytes(16)).toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
