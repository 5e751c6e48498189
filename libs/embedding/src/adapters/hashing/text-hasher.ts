import { hashFeature } from './feature-hash';
import { KnownWords } from './known-words';

const WORDS = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;

/** Seeds: a word and a piece of another that are spelled alike are different features. */
const WORD = 1;
const EXACT = 2;
const GRAM = 3;

const EXACT_WEIGHT = 0.5;
const GRAM_WEIGHT = 0.4;
const SPACED_GRAMS = [3, 4];
const UNSPACED_GRAMS = [1, 2];

/**
 * Feature hashing (Weinberger et al., 2009) of words and of character n-grams (as in Bojanowski et al., 2017): each
 * feature adds its weight, with the sign its hash gives, to the bucket its hash gives. A word counts folded; where it
 * bears marks, also exactly. Its weight grows with the root of its count. 256 buckets rank as well as 384 do once
 * full text is beside them, and are scanned in two thirds of the time.
 */
export class TextHasher {
  private readonly words = new KnownWords();

  constructor(
    readonly dimensions: number,
    readonly textChars: number,
  ) {}

  /** @param vector of zeros, `dimensions` long */
  hashInto(vector: Float32Array, text: string): void {
    const exact = text.slice(0, this.textChars).normalize('NFC').toLowerCase();
    for (const [word, count] of countWords(exact)) this.addWord(vector, word, Math.sqrt(count));
    normalise(vector);
  }

  private addWord(vector: Float32Array, exact: string, count: number): void {
    const { folded, weight: weightOnce, unspaced } = this.words.of(exact);
    const weight = weightOnce * count;
    this.add(vector, hashFeature(folded, 0, folded.length, WORD), weight);
    if (folded !== exact) {
      this.add(vector, hashFeature(exact, 0, exact.length, EXACT), weight * EXACT_WEIGHT);
    }
    const framed = unspaced ? folded : `<${folded}>`;
    for (const size of unspaced ? UNSPACED_GRAMS : SPACED_GRAMS) {
      for (let start = 0; start + size <= framed.length; start++) {
        this.add(vector, hashFeature(framed, start, start + size, GRAM), weight * GRAM_WEIGHT);
      }
    }
  }

  private add(vector: Float32Array, hash: number, weight: number): void {
    const bucket = hash % this.dimensions;
    vector[bucket] = (vector[bucket] as number) + (hash >= 0x80000000 ? -weight : weight);
  }
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(WORDS) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function normalise(vector: Float32Array): void {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum === 0) return;
  const scale = 1 / Math.sqrt(sum);
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) * scale;
}
