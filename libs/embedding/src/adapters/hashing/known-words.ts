import { fold } from '@engram/kernel';
import { weightOfWord } from './word-weights';

/**
 * Scripts that put no space between words: their runs are cut into characters and pairs of them.
 */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ASCII = /^[\x00-\x7f]*$/;

/** Some megabytes; a language's everyday words fit in many times over. */
const KNOWN_MAX = 30_000;
/** Longer "words" (keys, encoded data) hardly come again. */
const KNOWN_CHARS_MAX = 40;

export interface KnownWord {
  folded: string;
  weight: number;
  unspaced: boolean;
}

/** Folding is the dear part of hashing a text that is not plain English, and words come again: remembered here. */
export class KnownWords {
  private readonly known = new Map<string, KnownWord>();

  of(exact: string): KnownWord {
    const found = this.known.get(exact);
    if (found) return found;
    const ascii = ASCII.test(exact);
    const folded = ascii ? exact : fold(exact);
    const word = { folded, weight: weightOfWord(folded), unspaced: !ascii && UNSPACED.test(exact) };
    if (exact.length <= KNOWN_CHARS_MAX) {
      if (this.known.size >= KNOWN_MAX) this.known.clear();
      this.known.set(exact, word);
    }
    return word;
  }
}
