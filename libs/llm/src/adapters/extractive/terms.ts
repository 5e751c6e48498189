import { newStemmer } from 'snowball-stemmers';
import { fold } from '@engram/kernel';
import type { LanguageCode } from '../../language/language';
import { languageFile } from '../../language/language';

const WORD = /[\p{L}\p{N}]+/gu;
/** Endings that apostrophes leave behind. */
const CLITICS = new Set(['s', 't', 'm', 'd', 'll', 're', 've']);
const CACHED = 20_000;

const stemmer = newStemmer('english');
const stems = new Map<string, string>();

/** A word as it is compared: folded, without its English ending. Vietnamese syllables have none and stay. */
function stemOf(word: string): string {
  const folded = fold(word);
  const known = stems.get(folded);
  if (known !== undefined) return known;
  const stem = stemmer.stem(folded);
  if (stems.size < CACHED) stems.set(folded, stem);
  return stem;
}

/** Every word of a text, as it is compared. */
export function termsOf(text: string): string[] {
  return (text.match(WORD) ?? []).filter((word) => !CLITICS.has(word.toLowerCase())).map(stemOf);
}

const ignored = new Map<LanguageCode, ReadonlySet<string>>();

function ignoredWords(language: LanguageCode): ReadonlySet<string> {
  const known = ignored.get(language);
  if (known) return known;
  const { stopwords, question_words } = languageFile(language);
  const set = new Set([...stopwords, ...question_words].map((word) => word.toLowerCase().normalize('NFC')));
  ignored.set(language, set);
  return set;
}

/** The words of a question that an answer must have to do with. */
export function contentTerms(question: string, language: LanguageCode): string[] {
  const skip = ignoredWords(language);
  const words = (question.normalize('NFC').match(WORD) ?? []).filter(
    (word) => !CLITICS.has(word.toLowerCase()) && !skip.has(word.toLowerCase()),
  );
  return [...new Set(words.map(stemOf))];
}
