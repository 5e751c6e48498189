import type { Mention } from './mention';
import type { Party, SentenceContext } from './sentence-context';
import { partyOf } from './sentence-context';
import type { Token } from './tokens';

export interface Objects {
  parties: Party[];
  /** Where what was understood ends. */
  end: number;
}

/** What stands behind the verb that ends at `from`: "Redis", "my new iPhone", "swimming, hiking and tea". */
export function objectsAfter(context: SentenceContext, from: number): Objects | undefined {
  const { tokens, rules, mentions } = context;
  let at = from;
  let mention = mentions.at(at);
  while (!mention && fills(context, tokens[at])) {
    at += 1;
    mention = mentions.at(at);
  }
  const found: Mention[] = [];
  let end = at;
  while (mention && isWhole(context, mention)) {
    found.push(mention);
    end = mention.end;
    at = end;
    while (tokens[at] && joins(rules.lexicon.conjunctions, tokens[at] as Token)) at += 1;
    if (at === end) break;
    while (!mentions.at(at) && fills(context, tokens[at])) at += 1;
    mention = mentions.at(at);
    if (mention && startsClauseOfItsOwn(context, mention)) break;
  }
  return found.length > 0 ? { parties: found.map(partyOf), end } : undefined;
}

function fills({ rules }: SentenceContext, token: Token | undefined): boolean {
  const { before_object, weak_adjectives } = rules.lexicon;
  return token !== undefined && (before_object.has(token.lower) || weak_adjectives.has(token.lower));
}

function joins(conjunctions: ReadonlySet<string>, token: Token): boolean {
  return token.text === ',' || conjunctions.has(token.lower);
}

/** "I use Redis, and Bob uses Kafka": Bob is no object of the first verb. */
function startsClauseOfItsOwn({ tokens, rules }: SentenceContext, mention: Mention): boolean {
  let at = mention.end;
  while (rules.lexicon.before_verb.has(tokens[at]?.lower ?? '')) at += 1;
  const word = tokens[at]?.lower ?? '';
  return at > mention.end || rules.verbs.has(word) || word === "'s";
}

/** False where the name is only part of a longer thing: "Redis streams", "swimming pools". */
function isWhole({ tokens, rules, mentions }: SentenceContext, mention: Mention): boolean {
  const { lexicon } = rules;
  const next = tokens[mention.end];
  if (next?.lower === "'s") return false;
  const gerund = mention.common && /ing$/.test(mention.text);
  if (gerund && next && (lexicon.determiners.has(next.lower) || /^["“«]$/.test(next.text))) return false;
  if (!next?.word || mentions.at(mention.end)) return true;
  if (lexicon.language === 'vi' && !mention.common) return true;
  return (
    lexicon.stopwords.has(next.lower) ||
    lexicon.after_object.has(next.lower) ||
    lexicon.prepositions.has(next.lower) ||
    lexicon.before_verb.has(next.lower) ||
    lexicon.conjunctions.has(next.lower) ||
    /ly$|^\d/.test(next.lower)
  );
}
