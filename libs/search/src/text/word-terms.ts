import { fold } from '@engram/kernel';
import { stemEnglish } from './english-stemmer';
import { isUnspaced } from './words';

/** Words remembered with their terms; then all are forgotten, which costs some milliseconds. */
const REMEMBERED_MAX = 50_000;
/** Longer ones (keys, encoded data) hardly come again. */
const REMEMBERED_CHARS_MAX = 40;
/** Longer words are cut: a dictionary is no place for encoded files. */
const TERM_CHARS_MAX = 64;

const HALF_CODE_POINT = /[\ud800-\udbff]$/;

/** Terms that stand for the exact spelling begin with a character that no word holds. */
const EXACT_MARK = '=';

/** What a word is looked up by. */
export interface WordTerms {
  /** Folded and stemmed; for a run of a script without spaces its characters and pairs of characters. */
  folded: readonly string[];
  /** The word with its marks, where it has any: one who writes `Trâm` sees `Trâm` before `tram`. */
  exact: string | null;
}

const remembered = new Map<string, WordTerms>();

export function termsOfWord(word: string): WordTerms {
  const known = remembered.get(word);
  if (known) return known;
  const terms = isUnspaced(word) ? { folded: grams(word), exact: null } : termsOfSpaced(word);
  if (word.length <= REMEMBERED_CHARS_MAX) {
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(word, terms);
  }
  return terms;
}

function termsOfSpaced(word: string): WordTerms {
  const cut =
    word.length > TERM_CHARS_MAX ? word.slice(0, TERM_CHARS_MAX).replace(HALF_CODE_POINT, '') : word;
  const folded = fold(cut);
  return { folded: [stemEnglish(folded)], exact: folded === cut ? null : EXACT_MARK + cut };
}

function grams(run: string): string[] {
  const characters = [...run];
  return characters.flatMap((character, at) => {
    const next = characters[at + 1];
    return next === undefined ? [character] : [character, character + next];
  });
}
