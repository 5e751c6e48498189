import { SeededRandom } from '@engram/kernel';
import type { RememberInput } from '@engram/episodic';

const FUNCTION_WORDS =
  'the of and to a in is it you that he was for on are with as his they be at one have this from or had by but what some we can out other were all there when up use your how said an each she which do their time if will way about many then them would like so these her long make thing see him two has look more day could go come did my no most who over know than call first people may down been now find any new take get place made where after back only me our'.split(
    ' ',
  );
const ONSETS = [
  'b',
  'br',
  'c',
  'd',
  'dr',
  'f',
  'g',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
];
const RIMES = [
  'a',
  'an',
  'ar',
  'e',
  'en',
  'er',
  'i',
  'in',
  'ing',
  'o',
  'on',
  'or',
  'u',
  'un',
  'al',
  'ent',
  'ist',
  'ow',
];
const VOCABULARY_WORDS = 30_000;
const SESSION_TURNS = 30;

/** Seeded chatter whose words follow Zipf's law, as those of real text do: the cost of text search depends on it. */
export class Corpus {
  private readonly random: SeededRandom;
  private readonly vocabulary: string[];
  private readonly cumulative: Float64Array;

  constructor(seed = 7) {
    this.random = new SeededRandom(seed);
    const words = new Set(FUNCTION_WORDS);
    while (words.size < VOCABULARY_WORDS) words.add(this.madeWord());
    this.vocabulary = [...words];
    this.cumulative = new Float64Array(VOCABULARY_WORDS);
    let sum = 0;
    for (let rank = 0; rank < VOCABULARY_WORDS; rank++) {
      sum += 1 / (rank + 3);
      this.cumulative[rank] = sum;
    }
  }

  /** The `index`-th memory of a long conversation, 8 to 32 words. */
  memory(index: number): RememberInput {
    const session = Math.floor(index / SESSION_TURNS);
    return {
      content: this.words(8 + this.random.below(25)),
      sessionId: `session-${session}`,
      timestamp: Date.UTC(2025, 0, 1) + index * 60_000,
      priority: 1 + this.random.below(10),
      memoryType: this.random.below(4) === 0 ? 'decision' : 'fact',
      // One percent and a quarter of the memories, for filters.
      tags: [...(index % 100 === 0 ? ['rare'] : []), ...(index % 4 === 0 ? ['quarter'] : [])],
    };
  }

  memories(from: number, count: number): RememberInput[] {
    return Array.from({ length: count }, (_, offset) => this.memory(from + offset));
  }

  query(): string {
    return this.words(5 + this.random.below(6));
  }

  private words(count: number): string {
    return Array.from({ length: count }, () => this.word()).join(' ');
  }

  private word(): string {
    const target = this.random.next() * (this.cumulative[VOCABULARY_WORDS - 1] ?? 0);
    let low = 0;
    let high = VOCABULARY_WORDS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cumulative[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return this.vocabulary[low] ?? '';
  }

  private madeWord(): string {
    const syllables = 1 + this.random.below(3);
    return Array.from(
      { length: syllables },
      () => `${ONSETS[this.random.below(ONSETS.length)]}${RIMES[this.random.below(RIMES.length)]}`,
    ).join('');
  }
}
