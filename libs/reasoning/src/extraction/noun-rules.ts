import type { Mention } from './mention';
import { standsAt } from './mention';
import type { NounTrigger } from './rule-book';
import type { Party, SentenceContext, Triple } from './sentence-context';
import { isUnreal, opensClause, partyOf, speakerParty, tripleBetween } from './sentence-context';

/** A noun of relation with who it is said of and whose it is: "Bob is the brother of Ada". */
interface Kinship {
  trigger: NounTrigger;
  who: Party;
  owner: Party;
}

const BE = new Set(['is', "'s", 'am', "'m"]);
const ARTICLES = new Set(['a', 'an', 'the', 'one', 'of']);

/** Facts of the form "Bob is Ada's brother", "my brother Bob", "vợ tôi tên là Lan". */
export function nounTriples(context: SentenceContext): Triple[] {
  const { tokens, rules } = context;
  const vietnamese = rules.lexicon.language === 'vi';
  const found: Triple[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    for (const trigger of rules.nouns.get(tokens[at]?.lower ?? '') ?? []) {
      if (!standsAt(tokens, at, trigger.words)) continue;
      const span = { start: at, end: at + trigger.words.length };
      const kinship = vietnamese
        ? vietnameseKinship(context, trigger, span)
        : englishKinship(context, trigger, span);
      if (!kinship || isUnreal(tokens, at, rules.lexicon)) continue;
      found.push(...triplesOf(context, kinship));
      at = span.end - 1;
      break;
    }
  }
  return found;
}

function triplesOf(context: SentenceContext, { trigger, who, owner }: Kinship): Triple[] {
  const [left, right] = trigger.inverse ? [owner, who] : [who, owner];
  return tripleBetween(context, trigger, {
    left,
    right,
    past: trigger.relation.holds === 'event' ? null : false,
  });
}

interface Span {
  start: number;
  end: number;
}

function englishKinship(context: SentenceContext, trigger: NounTrigger, span: Span): Kinship | undefined {
  const owner = ownerBefore(context, span.start);
  if (owner) {
    // "my brother Bob", "my dog's name is Luna", "Ada's husband is Tom"
    const named = nameAfter(context, span.end);
    if (named) return { trigger, who: named, owner: owner.party };
    // "Bob is my brother"
    const who = subjectOfBe(context, owner.start);
    return who && { trigger, who, owner: owner.party };
  }
  const having = havingBefore(context, span.start);
  const called = having && calledAfter(context, span.end);
  if (having && called) return { trigger, who: called, owner: having };
  return ofOwner(context, trigger, span);
}

/** "Bob is a friend of Ada", "I'm the founder of Acme" */
function ofOwner(context: SentenceContext, trigger: NounTrigger, span: Span): Kinship | undefined {
  const { tokens, mentions, rules } = context;
  if (tokens[span.end]?.lower !== 'of') return undefined;
  let at = span.start;
  while (ARTICLES.has(tokens[at - 1]?.lower ?? '')) at -= 1;
  const who = subjectOfBe(context, at);
  if (!who) return undefined;
  if (rules.lexicon.first_person_objects.has(tokens[span.end + 1]?.lower ?? '')) {
    const owner = speakerParty(context);
    return owner && { trigger, who, owner };
  }
  const owner = mentions.at(span.end + 1);
  return owner && !owner.common ? { trigger, who, owner: partyOf(owner) } : undefined;
}

/** "my", "our", "Ada's" before `end`, with adjectives of age between ("my old friend"). */
function ownerBefore(context: SentenceContext, end: number): { party: Party; start: number } | undefined {
  const { tokens, mentions, rules } = context;
  let at = end;
  while (rules.lexicon.before_object.has(tokens[at - 1]?.lower ?? '') && !isPossessive(context, at - 1))
    at -= 1;
  if (isPossessive(context, at - 1)) {
    const speaker = speakerParty(context);
    return speaker && { party: speaker, start: at - 1 };
  }
  const owner = tokens[at - 1]?.lower === "'s" ? mentions.before(at - 1) : undefined;
  return owner && !owner.common ? { party: partyOf(owner), start: owner.start } : undefined;
}

function isPossessive({ tokens, rules }: SentenceContext, index: number): boolean {
  return rules.lexicon.first_person_possessives.has(tokens[index]?.lower ?? '');
}

/** Who "is" what starts at `end`. */
function subjectOfBe(context: SentenceContext, end: number): Party | undefined {
  const { tokens, mentions, rules } = context;
  let at = end;
  while (rules.lexicon.before_verb.has(tokens[at - 1]?.lower ?? '') && !BE.has(tokens[at - 1]?.lower ?? ''))
    at -= 1;
  if (!BE.has(tokens[at - 1]?.lower ?? '')) return undefined;
  if (tokens[at - 2]?.lower === 'i') return speakerParty(context);
  const mention = mentions.before(at - 1);
  return mention && !mention.common && opensClause(context, mention.start) ? partyOf(mention) : undefined;
}

/** "Bob", ", Bob", "is Bob", "'s name is Bob", "named Bob", "is called Bob" from `start`. */
function nameAfter(context: SentenceContext, start: number): Party | undefined {
  const { tokens, mentions } = context;
  const direct = properAt(mentions.at(start));
  if (direct) return partyOf(direct);
  const called = calledAfter(context, start);
  if (called) return called;
  let at = start;
  if (tokens[at]?.lower === "'s" && tokens[at + 1]?.lower === 'name') at += 2;
  if (!BE.has(tokens[at]?.lower ?? '')) return undefined;
  const mention = properAt(mentions.at(at + 1));
  if (mention) return tokens[mention.end]?.lower === "'s" ? undefined : partyOf(mention);
  return calledAfter(context, at + 1);
}

function calledAfter({ tokens, mentions, rules }: SentenceContext, start: number): Party | undefined {
  const at = tokens[start]?.text === ',' ? start + 1 : start;
  if (!rules.lexicon.names.includes(tokens[at]?.lower ?? '')) return undefined;
  const mention = properAt(mentions.at(at + 1));
  return mention && partyOf(mention);
}

/** "I have a", "Ada has a" before `end`. */
function havingBefore(context: SentenceContext, end: number): Party | undefined {
  const { tokens, mentions, rules } = context;
  let at = end;
  while (rules.lexicon.before_object.has(tokens[at - 1]?.lower ?? '')) at -= 1;
  if (!['have', 'has', 'got', "'ve"].includes(tokens[at - 1]?.lower ?? '')) return undefined;
  at -= 1;
  while (rules.lexicon.before_verb.has(tokens[at - 1]?.lower ?? '')) at -= 1;
  if (tokens[at - 1]?.lower === 'i') return speakerParty(context);
  const mention = mentions.before(at);
  return mention && !mention.common ? partyOf(mention) : undefined;
}

function properAt(mention: Mention | undefined): Mention | undefined {
  return mention && !mention.common && !mention.tentative ? mention : undefined;
}

function vietnameseKinship(context: SentenceContext, trigger: NounTrigger, span: Span): Kinship | undefined {
  const { tokens, mentions } = context;
  const owner = ownerAfter(context, span.end);
  if (owner) {
    // "Minh là bạn của Lan"
    const before =
      tokens[span.start - 1]?.lower === 'là' ? subjectBefore(context, span.start - 1) : undefined;
    if (before) return { trigger, who: before, owner: owner.party };
    // "vợ tôi tên là Lan", "chồng của Lan là Minh", "bạn tôi, Nam"
    const named = properAt(mentions.at(skipNaming(context, owner.end)));
    return named && { trigger, who: partyOf(named), owner: owner.party };
  }
  // "tôi có con mèo tên là Mướp"
  const after = skipNaming(context, span.end);
  const named = after > span.end ? properAt(mentions.at(after)) : undefined;
  let at = span.start;
  while (/^(?:một|1|con|chú|cô|em|bé|đứa|người)$/.test(tokens[at - 1]?.lower ?? '')) at -= 1;
  const having = tokens[at - 1]?.lower === 'có' ? subjectBefore(context, at - 1) : undefined;
  return named && having ? { trigger, who: partyOf(named), owner: having } : undefined;
}

/** "tôi", "của tôi", "của Lan" from `start`. */
function ownerAfter(context: SentenceContext, start: number): { party: Party; end: number } | undefined {
  const { tokens, mentions, rules } = context;
  const at = tokens[start]?.lower === 'của' ? start + 1 : start;
  if (rules.lexicon.first_person_objects.has(tokens[at]?.lower ?? '')) {
    const speaker = speakerParty(context);
    return speaker && { party: speaker, end: at + 1 };
  }
  const honorific = at > start && rules.lexicon.honorifics.has(tokens[at]?.lower ?? '') ? at + 1 : at;
  const mention = at > start ? properAt(mentions.at(honorific)) : undefined;
  return mention && { party: partyOf(mention), end: mention.end };
}

function subjectBefore(context: SentenceContext, end: number): Party | undefined {
  const { tokens, mentions, rules } = context;
  let at = end;
  while (/^(?:cũng|vẫn|chính|đang)$/.test(tokens[at - 1]?.lower ?? '')) at -= 1;
  if (rules.lexicon.first_person.includes(tokens[at - 1]?.lower ?? '') && opensClause(context, at - 1)) {
    return speakerParty(context);
  }
  const mention = mentions.before(at);
  return mention && !mention.common && opensClause(context, mention.start) ? partyOf(mention) : undefined;
}

/** Over "tên", "tên là", "là", "," from `start`. */
function skipNaming({ tokens }: SentenceContext, start: number): number {
  let at = start;
  while (/^(?:tên|là|,|gọi)$/.test(tokens[at]?.lower ?? '')) at += 1;
  if (at > start && /^(?:anh|chị|cô|chú|bác|ông|bà|em)$/.test(tokens[at]?.lower ?? '')) at += 1;
  return at;
}
