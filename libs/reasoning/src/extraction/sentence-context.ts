import type { GraphSchema } from '@engram/graph';
import type { KnownNode } from './extraction.model';
import type { Lexicon } from './lexicon';
import type { Mention, SentenceMentions } from './mention';
import { standsAt } from './mention';
import type { LanguageRules } from './rule-book';
import type { Token } from './tokens';

/** A sentence, ready for the rules of one language. */
export interface SentenceContext {
  tokens: readonly Token[];
  mentions: SentenceMentions;
  schema: GraphSchema;
  rules: LanguageRules;
  /** Who says "I"; null where nobody in particular does. */
  speaker: KnownNode | null;
}

/** One end of a fact, before its type is settled. */
export interface Party {
  name: string;
  options: KnownNode[];
  tentative: boolean;
}

/** A fact found in one sentence. */
export interface Triple {
  from: KnownNode;
  relation: string;
  to: KnownNode;
  past: boolean | null;
}

export function partyOf(mention: Mention): Party {
  return { name: mention.text, options: mention.options, tentative: mention.tentative };
}

/** The speaker as a party; undefined where the speaker is nobody in particular. */
export function speakerParty({ speaker }: SentenceContext): Party | undefined {
  return speaker ? { name: speaker.name, options: [speaker], tentative: false } : undefined;
}

/** Whether the sentence asks, in which case it tells nothing. */
export function asks(tokens: readonly Token[], lexicon: Lexicon): boolean {
  if (tokens.some(({ text }) => text === '?' || text === '？')) return true;
  const words = tokens.filter(({ word }) => word);
  const first = words[0]?.lower ?? '';
  if (lexicon.question_starts.has(first)) return true;
  return lexicon.question_ends.some((phrase) => {
    const ending = phrase.split(' ');
    return words.length > ending.length && standsAt(words, words.length - ending.length, ending);
  });
}

/** Whether what the verb at `index` says is denied, or only wished, planned or supposed. */
export function isUnreal(tokens: readonly Token[], index: number, lexicon: Lexicon): boolean {
  const clauseStart = tokens.findLastIndex((token, at) => at < index && /^[,;:—–]$/.test(token.text)) + 1;
  for (let at = 0; at < index; at += 1) {
    const token = tokens[at] as Token;
    if (at >= clauseStart && lexicon.negations.has(token.lower)) return true;
    if (lexicon.hypotheticals.get(token.lower)?.some((phrase) => standsAt(tokens, at, phrase))) return true;
  }
  return (tokens[index] as Token).quoted;
}

/** "… anymore", "… nữa": it is over. */
export function hasEnded(tokens: readonly Token[], index: number, lexicon: Lexicon): boolean {
  return tokens
    .slice(index, index + 4)
    .some(({ lower }, offset) =>
      lexicon.ended.get(lower)?.some((phrase) => standsAt(tokens, index + offset, phrase)),
    );
}

/**
 * The party as the relation can have it at this end: as what it is known for, or, for an unknown name, as the only
 * type or the default one. Undefined where that does not work out.
 */
function settle(
  party: Party,
  { name, end, schema }: { name: string; end: 'from' | 'to'; schema: GraphSchema },
): KnownNode | undefined {
  const relation = schema.relations[name];
  if (!relation) return undefined;
  const known = relation[end]
    .map((type) => party.options.find((option) => option.type === type))
    .find((option) => option !== undefined);
  if (known) return known;
  if (party.options.length > 0) return undefined;
  const open = relation[end].filter((type) => !schema.node_types[type]?.closed);
  const type = relation.defaults[end] ?? (open.length === 1 ? open[0] : undefined);
  if (type === undefined || schema.node_types[type]?.closed) return undefined;
  // Nobody is called SQL.
  if (type === schema.speaker_type && party.name === party.name.toUpperCase()) return undefined;
  return { type, name: party.name };
}

/** The fact, where both ends work out and are not the same. */
export function tripleBetween(
  { schema }: SentenceContext,
  { name }: { name: string },
  { left, right, past }: { left: Party; right: Party; past: boolean | null },
): Triple[] {
  const from = settle(left, { name, end: 'from', schema });
  const to = settle(right, { name, end: 'to', schema });
  if (!from || !to || (from.type === to.type && from.name === to.name)) return [];
  return [{ from, relation: name, to, past }];
}

/** A pronoun of the first person that ends before `end`; its start, or -1. */
export function firstPersonBefore(context: SentenceContext, end: number): number {
  const { tokens, rules } = context;
  for (const phrase of rules.lexicon.first_person) {
    const words = phrase.split(' ');
    const start = end - words.length;
    if (start < 0 || !standsAt(tokens, start, words)) continue;
    if (phrase === 'em' && context.mentions.at(end)) continue;
    if (opensClause(context, start)) return start;
  }
  return -1;
}

/**
 * In Vietnamese what stands before a pronoun or a name may own it ("bạn tôi", "mẹ Lan"): then it is not the subject.
 * In English only a preposition makes a name part of something else ("the team at Google").
 */
export function opensClause({ tokens, rules, mentions }: SentenceContext, start: number): boolean {
  const { lexicon } = rules;
  const titled = lexicon.honorifics.has(tokens[start - 1]?.lower ?? '') && mentions.at(start) !== undefined;
  const before = tokens[titled && lexicon.language === 'vi' ? start - 2 : start - 1];
  if (!before?.word) return true;
  if (lexicon.clause_openers) return lexicon.clause_openers.has(before.lower);
  return !lexicon.prepositions.has(before.lower);
}
