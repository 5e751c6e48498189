import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { fold } from '@engram/kernel';

/** The languages that come with the product: a file of `config/language` each. */
export const LANGUAGES = ['en', 'vi'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

const words = z.string().transform((text) => text.split(/\s+/).filter((word) => word !== ''));

const languageSchema = z.looseObject({
  stopwords: words,
  question_words: words,
  answer: z.strictObject({
    found: z.string(),
    quote: z.string(),
    quote_without_speaker: z.string(),
    facts: z.string(),
    fact: z.string(),
    nothing: z.string(),
    summary_session: z.string(),
    summary_day: z.string(),
    summary_nothing: z.string(),
  }),
});

/** The words of one language, as its file has them. */
export type LanguageFile = z.output<typeof languageSchema>;

const loaded = new Map<LanguageCode, LanguageFile>();

/** Read at the first use: a command that needs no language does not pay for it. */
export function languageFile(code: LanguageCode): LanguageFile {
  const known = loaded.get(code);
  if (known) return known;
  const file = languageSchema.parse(parse(readFileSync(pathOf(code), 'utf8')));
  loaded.set(code, file);
  return file;
}

/** `config/language` lies beside the sources and beside what is built from them. */
function pathOf(code: LanguageCode): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'config', 'language', `${code}.yaml`);
    if (existsSync(file) || dirname(folder) === folder) return file;
  }
}

const MARKED = /\p{M}|đ/u;
/** Common Vietnamese words as they are typed without their marks, none of them English. */
const UNMARKED = /\b(?:khong|cua|nhung|duoc|nguoi|nhu the nao|bao gio|o dau|thich|lam viec|dang|chua)\b/u;

const stopwords = new Map<LanguageCode, ReadonlySet<string>>();

function isStopword(word: string, code: LanguageCode): boolean {
  let list = stopwords.get(code);
  if (!list) stopwords.set(code, (list = new Set(languageFile(code).stopwords)));
  return list.has(word);
}

/**
 * The language a person wrote in: more words with marks and Vietnamese function words, or more English ones. A name
 * does not decide it ("Where does Trâm live?"), nor one foreign word ("Who likes phở?").
 */
export function detectLanguage(text: string): LanguageCode {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? [];
  let vietnamese = 0;
  let english = 0;
  words.forEach((word, index) => {
    const lower = word.toLowerCase();
    const name = index > 0 && word !== lower;
    if (isStopword(lower, 'vi') || (!name && MARKED.test(lower.normalize('NFD')))) vietnamese += 1;
    else if (isStopword(lower, 'en')) english += 1;
  });
  if (vietnamese === 0) return english < 2 && UNMARKED.test(fold(text)) ? 'vi' : 'en';
  return vietnamese > english ? 'vi' : 'en';
}
