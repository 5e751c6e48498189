import { z } from 'zod';
import type { LanguageCode } from '@engram/llm';
import { languageFile } from '@engram/llm';

const list = z
  .array(z.string())
  .transform((items) => items.map((item) => item.normalize('NFC').toLowerCase()));
const set = list.transform((items) => new Set(items));
/** Phrases, word by word, by their first word. */
const phrases = list.transform((items) => {
  const map = new Map<string, string[][]>();
  for (const item of items) {
    const parts = item.split(' ');
    map.set(parts[0] ?? '', [...(map.get(parts[0] ?? '') ?? []), parts]);
  }
  return map;
});
const words = z.string().transform((text) => new Set(text.normalize('NFC').toLowerCase().split(/\s+/)));

const formsSchema = z.strictObject({
  base: list.optional(),
  third: list.optional(),
  first: list.optional(),
  plural: list.optional(),
  past: list.optional(),
  ing: list.optional(),
  participle: list.optional(),
  /** One form for every person. */
  plain: list.optional(),
});

const lexiconSchema = z.strictObject({
  first_person: list,
  first_person_objects: set,
  first_person_possessives: set,
  relative_pronouns: set,
  conjunctions: set,
  before_verb: words,
  before_ing: set,
  perfect: set,
  progressive: set,
  before_object: words,
  determiners: set,
  names: list,
  negations: set,
  hypotheticals: phrases,
  ended: phrases,
  question_starts: set,
  question_ends: list,
  prepositions: set,
  clause_openers: set.optional(),
  honorifics: set,
  name_joints: set,
  weak_adjectives: words,
  after_object: words,
  not_names: words,
  not_names_first: words,
  forms: z.record(z.string(), formsSchema),
});

/** The `extraction` part of a language file. */
export interface Lexicon extends z.output<typeof lexiconSchema> {
  language: LanguageCode;
  stopwords: ReadonlySet<string>;
}

const loaded = new Map<LanguageCode, Lexicon>();

/** Read at the first use. */
export function lexiconOf(language: LanguageCode): Lexicon {
  const known = loaded.get(language);
  if (known) return known;
  const file = languageFile(language);
  const lexicon = {
    ...lexiconSchema.parse(file['extraction']),
    language,
    stopwords: new Set(file.stopwords),
  };
  loaded.set(language, lexicon);
  return lexicon;
}
