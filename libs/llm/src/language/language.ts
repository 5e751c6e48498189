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

// Letters that Vietnamese alone has among the languages known here, and marks that few others use.
const VIETNAMESE_LETTER = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]/iu;
/** Common Vietnamese words as they are typed without their marks, none of them English. */
const UNMARKED = /\b(?:khong|cua|nhung|duoc|nguoi|nhu the nao|bao gio|o dau|toi thich|lam viec|dang|chua)\b/u;

/**
 * The language a person wrote in. A name does not decide it: "Where does Trâm live?" is English.
 */
export function detectLanguage(text: string): LanguageCode {
  const normal = text.normalize('NFC');
  const words = normal.match(/[\p{L}\p{M}]+/gu) ?? [];
  const lower = words.filter((word) => !/^\p{Lu}/u.test(word) || word === words[0]);
  if (lower.some((word) => VIETNAMESE_LETTER.test(word) && word !== words[0])) return 'vi';
  if (VIETNAMESE_LETTER.test(normal)) {
    // Marks in capitalised words alone: its function words decide.
    const stop = (code: LanguageCode) => {
      const list = new Set(languageFile(code).stopwords);
      return lower.filter((word) => list.has(word.toLowerCase())).length;
    };
    return stop('vi') >= stop('en') ? 'vi' : 'en';
  }
  return UNMARKED.test(fold(normal)) ? 'vi' : 'en';
}
