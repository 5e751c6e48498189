import type { GraphSchema, RelationSchema } from '@engram/graph';
import type { VerbForm } from './inflection';
import { formsOf } from './inflection';
import type { Lexicon } from './lexicon';
import { tokenize } from './tokens';

/** A relation that a phrase speaks of; `inverse`: its right side is the relation's `from`. */
export interface RelationRule {
  name: string;
  relation: RelationSchema;
  inverse: boolean;
}

export interface VerbTrigger extends RelationRule {
  words: string[];
  form: VerbForm;
}

export interface NounTrigger extends RelationRule {
  words: string[];
}

/** A well-known name and what it is. */
export interface Keyword {
  words: string[];
  type: string;
  name: string;
}

export interface LanguageRules {
  lexicon: Lexicon;
  /** By their first word, longest first. */
  verbs: ReadonlyMap<string, VerbTrigger[]>;
  nouns: ReadonlyMap<string, NounTrigger[]>;
  /** "service" → Service. */
  heads: ReadonlyMap<string, { words: string[]; type: string }[]>;
}

/** A graph schema made ready for looking through text. */
export interface RuleBook {
  schema: GraphSchema;
  languages: LanguageRules[];
  keywords: ReadonlyMap<string, Keyword[]>;
}

export function compileRules(schema: GraphSchema, lexicons: readonly Lexicon[]): RuleBook {
  const keywords = Object.entries(schema.node_types).flatMap(([type, rule]) =>
    Object.entries(rule.keywords).flatMap(([name, spellings]) =>
      [name, ...spellings].map((spelling): Keyword => ({ words: wordsOf(spelling), type, name })),
    ),
  );
  return {
    schema,
    keywords: byFirstWord(keywords),
    languages: lexicons.map((lexicon) => compileLanguage(schema, lexicon)),
  };
}

function compileLanguage(schema: GraphSchema, lexicon: Lexicon): LanguageRules {
  const { language } = lexicon;
  const verbs: VerbTrigger[] = [];
  const nouns: NounTrigger[] = [];
  for (const [name, relation] of Object.entries(schema.relations)) {
    const phrases = relation.phrases[language];
    if (!phrases) continue;
    const rule = (inverse: boolean): RelationRule => ({ name, relation, inverse });
    for (const verb of phrases.verbs) verbs.push(...verbTriggers(verb, rule(false), lexicon));
    for (const verb of phrases.inverse_verbs) verbs.push(...verbTriggers(verb, rule(true), lexicon));
    for (const noun of phrases.nouns) nouns.push({ ...rule(false), words: wordsOf(noun) });
    for (const noun of phrases.inverse_nouns) nouns.push({ ...rule(true), words: wordsOf(noun) });
  }
  const heads = Object.entries(schema.node_types).flatMap(([type, { heads: all }]) =>
    (all[language] ?? []).map((head) => ({ words: wordsOf(head), type })),
  );
  return { lexicon, verbs: byFirstWord(verbs), nouns: byFirstWord(nouns), heads: byFirstWord(heads) };
}

function verbTriggers(phrase: string, rule: RelationRule, lexicon: Lexicon): VerbTrigger[] {
  const [first = '', ...rest] = wordsOf(phrase);
  const passive: RelationRule = { ...rule, inverse: !rule.inverse };
  if (lexicon.language === 'vi') {
    return [
      { ...rule, words: [first, ...rest], form: 'plain' },
      { ...passive, words: ['được', first, ...rest, 'bởi'], form: 'plain' },
    ];
  }
  const forms = formsOf(first, lexicon);
  const triggers = forms
    .filter(([, form]) => form !== 'participle')
    .map(([word, form]): VerbTrigger => ({ ...rule, words: [...wordsOf(word), ...rest], form }));
  // "is used by": of verbs that take an object without a preposition.
  if (rest.length > 0) return triggers;
  const participles = forms.filter(([, form]) => form === 'participle');
  return [
    ...triggers,
    ...participles.flatMap(([participle]) =>
      formsOf('be', lexicon)
        .filter(([, form]) => form !== 'participle')
        .map(([be, form]): VerbTrigger => ({ ...passive, words: [be, participle, 'by'], form })),
    ),
  ];
}

function wordsOf(phrase: string): string[] {
  return tokenize(phrase).map((token) => token.lower);
}

function byFirstWord<Entry extends { words: string[] }>(entries: readonly Entry[]): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>();
  for (const entry of entries) {
    const first = entry.words[0] ?? '';
    const there = map.get(first);
    if (there) there.push(entry);
    else map.set(first, [entry]);
  }
  for (const list of map.values()) list.sort((a, b) => b.words.length - a.words.length);
  return map;
}
