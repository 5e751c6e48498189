import { fold } from '@engram/kernel';
import type { KnownNode } from './extraction.model';
import type { NameEvidence, TokenizedSentence } from './proper-names';
import type { LanguageRules, RuleBook } from './rule-book';
import type { Token } from './tokens';

/** Something that a sentence names. */
export interface Mention {
  start: number;
  /** Exclusive. */
  end: number;
  /** As it is written there. */
  text: string;
  /** What it can be; empty for a name nobody knows, whose type only a relation can tell. */
  options: KnownNode[];
  /** A common word ("swimming"), which may also be part of a longer thing ("swimming pool"). */
  common: boolean;
  /** May be no name at all: see `NameSpan`. */
  tentative: boolean;
}

/** What is named where, with the longest mention at each place. */
export class SentenceMentions {
  private readonly startingAt = new Map<number, Mention>();
  private readonly endingAt = new Map<number, Mention>();

  constructor(mentions: readonly Mention[]) {
    const taken = new Set<number>();
    const order = [...mentions].sort((a, b) => rank(b) - rank(a) || a.start - b.start);
    for (const mention of order) {
      const span = range(mention);
      if (span.some((index) => taken.has(index))) continue;
      span.forEach((index) => taken.add(index));
      this.startingAt.set(mention.start, mention);
      this.endingAt.set(mention.end, mention);
    }
  }

  at(start: number): Mention | undefined {
    return this.startingAt.get(start);
  }

  before(end: number): Mention | undefined {
    return this.endingAt.get(end);
  }

  all(): Mention[] {
    return [...this.startingAt.values()].sort((a, b) => a.start - b.start);
  }
}

/** Longest first; of equals the one that is known. */
function rank(mention: Mention): number {
  return (mention.end - mention.start) * 2 + (mention.options.length > 0 ? 1 : 0);
}

function range({ start, end }: Mention): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

/** Names that stand for a node, folded: of speakers and of what the graph knows. */
export type KnownNames = ReadonlyMap<string, KnownNode[]>;

export function findMentions(
  sentence: TokenizedSentence,
  book: RuleBook,
  names: { known: KnownNames; evidence: NameEvidence },
): SentenceMentions {
  const { tokens } = sentence;
  const proper = names.evidence
    .namesIn(sentence)
    .map(({ start, end, tentative }) => mentionOf(tokens, { start, end, tentative, common: false }));
  return new SentenceMentions([
    ...proper.map((mention) => asHead(mention, tokens, book)),
    ...titleMentions(tokens),
    ...knownMentions(tokens, names.known),
    ...keywordMentions(tokens, book),
    ...book.languages.flatMap((rules) => headMentions(tokens, rules)),
  ]);
}

type Span = Pick<Mention, 'start' | 'end' | 'common' | 'tentative'> & { options?: KnownNode[] };

function mentionOf(tokens: readonly Token[], { options = [], ...span }: Span): Mention {
  const text = tokens
    .slice(span.start, span.end)
    .map((token, index) => (index === 0 || /^['’.,:!]/.test(token.text) ? token.text : ` ${token.text}`))
    .join('');
  return { ...span, text, options };
}

const KNOWN_WORDS = 6;

const TITLE_WORDS = 8;

/** A title in quotation marks: “Charlotte's Web”. */
function titleMentions(tokens: readonly Token[]): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, start) => {
    if (!token.quoted || tokens[start - 1]?.quoted !== false) return;
    let end = start;
    while (tokens[end]?.quoted) end += 1;
    const words = tokens.slice(start, end).filter(({ word, lower }) => word && !lower.startsWith("'"));
    const capitals = words.filter(({ capital }) => capital);
    if (!token.capital || words.length > TITLE_WORDS || capitals.length * 2 < words.length) return;
    const title = mentionOf(tokens, { start, end, common: false, tentative: false });
    found.push({ ...title, start: start - 1, end: end + 1 });
  });
  return found;
}

/** A name with a capital is recognised by one too: "Hope" is not in "I hope". */
function knownMentions(tokens: readonly Token[], known: KnownNames): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, start) => {
    if (!token.word) return;
    for (let end = start + 1; end <= Math.min(start + KNOWN_WORDS, tokens.length); end += 1) {
      const mention = mentionOf(tokens, { start, end, common: false, tentative: false });
      const capital = tokens.slice(start, end).some((part) => part.capital);
      const options = (known.get(fold(mention.text)) ?? []).filter(
        ({ name }) => capital || name === name.toLowerCase(),
      );
      if (options.length > 0) found.push({ ...mention, options, common: !capital });
    }
  });
  return found;
}

function keywordMentions(tokens: readonly Token[], book: RuleBook): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, start) => {
    const longest = (book.keywords.get(token.lower) ?? []).filter(({ words }) =>
      standsAt(tokens, start, words),
    );
    const length = longest[0]?.words.length;
    if (length === undefined) return;
    const options = longest
      .filter(({ words }) => words.length === length)
      .map(({ type, name }): KnownNode => ({ type, name }));
    const end = start + length;
    const common = !tokens.slice(start, end).some((part) => part.capital);
    found.push(mentionOf(tokens, { start, end, common, tentative: false, options }));
  });
  return found;
}

export function standsAt(tokens: readonly Token[], start: number, words: readonly string[]): boolean {
  return words.every((word, offset) => tokens[start + offset]?.lower === word);
}

/** "Billing API" is a service by its last word. */
function asHead(mention: Mention, tokens: readonly Token[], book: RuleBook): Mention {
  if (mention.end - mention.start < 2) return mention;
  const last = tokens[mention.end - 1]?.lower ?? '';
  const head = book.languages
    .flatMap(({ heads }) => heads.get(last) ?? [])
    .find(({ words }) => words.length === 1);
  return head ? { ...mention, options: [{ type: head.type, name: mention.text }] } : mention;
}

const HEAD_WORDS = 3;

/** "billing service", "payment-api"; in Vietnamese the noun comes first: "dịch vụ thanh toán". */
function headMentions(tokens: readonly Token[], rules: LanguageRules): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, index) => {
    const suffix = /^[\p{L}\p{N}._-]+[-_]([\p{L}]+)$/u.exec(token.lower)?.[1];
    const glued = suffix === undefined ? undefined : rules.heads.get(suffix)?.[0];
    if (glued) {
      const options = [{ type: glued.type, name: token.text }];
      found.push(
        mentionOf(tokens, { start: index, end: index + 1, common: false, tentative: false, options }),
      );
    }
    for (const { words, type } of rules.heads.get(token.lower) ?? []) {
      if (!standsAt(tokens, index, words)) continue;
      const span =
        rules.lexicon.language === 'vi'
          ? wordsAfter(tokens, index, words.length, rules)
          : wordsBefore(tokens, index, words.length, rules);
      if (!span) continue;
      const mention = mentionOf(tokens, { ...span, common: false, tentative: false });
      found.push({ ...mention, options: [{ type, name: mention.text }] });
      break;
    }
  });
  return found;
}

function wordsBefore(tokens: readonly Token[], head: number, length: number, rules: LanguageRules) {
  let start = head;
  while (start > 0 && head - start < HEAD_WORDS - 1 && belongs(tokens, start - 1, rules)) start -= 1;
  // A name is taken whole: "Đà Nẵng half marathon".
  while (tokens[start]?.capital && tokens[start - 1]?.capital && belongs(tokens, start - 1, rules))
    start -= 1;
  return start === head ? undefined : { start, end: head + length };
}

function wordsAfter(tokens: readonly Token[], head: number, length: number, rules: LanguageRules) {
  const from = head + length;
  let end = from;
  while (end - from < HEAD_WORDS && belongs(tokens, end, rules)) end += 1;
  return end === from ? undefined : { start: head, end };
}

/** A word that can be part of a name made by a head: no function word, no verb of a rule. */
function belongs(tokens: readonly Token[], index: number, { lexicon, verbs }: LanguageRules): boolean {
  const token = tokens[index];
  if (!token?.word || token.quoted || token.lower.startsWith("'") || token.lower === "n't") return false;
  if (lexicon.stopwords.has(token.lower) || lexicon.weak_adjectives.has(token.lower)) return false;
  if (lexicon.not_names_first.has(token.lower)) return false;
  if (lexicon.conjunctions.has(token.lower) || lexicon.before_verb.has(token.lower)) return false;
  if (lexicon.negations.has(token.lower) || lexicon.prepositions.has(token.lower)) return false;
  return !(verbs.get(token.lower) ?? []).some(({ words }) => standsAt(tokens, index, words));
}
