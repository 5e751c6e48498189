const UNSPACED_SCRIPTS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}]`, 'u');

const SPACED_WORDS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|\p{Extended_Pictographic}/gu;
/** As above, a run of a script without spaces between words being a word apart. */
const ALL_WORDS = new RegExp(
  `[${UNSPACED_SCRIPTS}][${UNSPACED_SCRIPTS}\\p{M}]*|(?:(?![${UNSPACED_SCRIPTS}])[\\p{L}\\p{M}\\p{N}])+|\\p{Extended_Pictographic}`,
  'gu',
);
const POSSESSIVE = /['’]s$/;
const ELIDED = /^\p{L}{1,2}['’](?=\p{L}{3})/u;
const APOSTROPHES = /['’]/g;

/** A run of a script that puts no space between words; it is searched by its characters and pairs of them. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/** The words of a text in lower case and composed form, emoji among them; possessive and elision taken off. */
export function wordsOf(text: string): string[] {
  const lower = text.normalize('NFC').toLowerCase();
  const found = lower.match(UNSPACED.test(lower) ? ALL_WORDS : SPACED_WORDS) ?? [];
  for (const [at, word] of found.entries()) {
    if (APOSTROPHES.test(word)) found[at] = withoutApostrophes(word);
    APOSTROPHES.lastIndex = 0;
  }
  return found;
}

/** "Caroline's" is about Caroline, "l'homme" about "homme", "don't" is one word. */
function withoutApostrophes(word: string): string {
  return word.replace(POSSESSIVE, '').replace(ELIDED, '').replace(APOSTROPHES, '');
}
