import type { Mention } from './mention';
import type { VerbForm } from './inflection';
import type { Party, SentenceContext } from './sentence-context';
import { firstPersonBefore, opensClause, partyOf, speakerParty } from './sentence-context';
import type { Token } from './tokens';

export interface Subject {
  parties: Party[];
  /** How the verb must stand with it. */
  person: 'first' | 'third' | 'plural';
  /** Whether the words between say that it is so now: "have used". */
  perfect: boolean;
  /** "is using", without "has been". */
  progressive: boolean;
}

/** Who does what the verb at `verb` says; undefined where the rules cannot tell for sure. */
export function subjectOf(
  context: SentenceContext,
  verb: number,
  form: VerbForm,
  previous: { subject: Subject; end: number } | undefined,
): Subject | undefined {
  const { tokens, rules } = context;
  const { lexicon } = rules;
  let at = verb;
  const between: Token[] = [];
  // Only words that leave the fact true may stand between.
  while (at > 0) {
    const token = tokens[at - 1] as Token;
    const passes =
      (lexicon.before_verb.has(token.lower) && firstPersonBefore(context, at) < 0) ||
      ((form === 'ing' || form === 'plain') && lexicon.before_ing.has(token.lower));
    if (!passes) break;
    between.push(token);
    at -= 1;
  }
  const perfect = between.some(({ lower }) => lexicon.perfect.has(lower));
  const aspect = {
    perfect,
    progressive: !perfect && between.some(({ lower }) => lexicon.progressive.has(lower)),
  };
  if (
    form === 'ing' &&
    !between.some(({ lower }) => lexicon.progressive.has(lower) || lexicon.before_ing.has(lower))
  ) {
    return undefined;
  }
  const elided = elidedSubject(context, at, previous);
  if (elided) return agree(elided, form, between) ? { ...elided, ...aspect } : undefined;
  const subject = explicitSubject(context, at, form);
  if (!subject || !agree(subject, form, between)) return undefined;
  return { ...subject, ...aspect };
}

/** "I live in Hanoi and work at FPT": the subject of the fact before. */
function elidedSubject(
  { tokens, rules }: SentenceContext,
  at: number,
  previous: { subject: Subject; end: number } | undefined,
): Subject | undefined {
  if (!previous || previous.end > at - 1) return undefined;
  const joined = tokens
    .slice(previous.end, at)
    .every((token) => token.text === ',' || rules.lexicon.conjunctions.has(token.lower));
  return joined ? previous.subject : undefined;
}

function explicitSubject(context: SentenceContext, end: number, form: VerbForm): Subject | undefined {
  const { tokens, rules, mentions } = context;
  const pronoun = firstPersonBefore(context, end);
  if (pronoun >= 0) {
    const speaker = speakerParty(context);
    if (!speaker) return undefined;
    const others = form === 'third' ? [] : conjunctsBefore(context, pronoun);
    return {
      parties: [speaker, ...others.map(partyOf)],
      person: others.length > 0 ? 'plural' : 'first',
      perfect: false,
      progressive: false,
    };
  }
  const relative = rules.lexicon.relative_pronouns.has(tokens[end - 1]?.lower ?? '');
  const stop = relative ? end - (tokens[end - 2]?.text === ',' ? 2 : 1) : end;
  const mention = mentions.before(stop);
  if (!mention) return undefined;
  const others = relative || form === 'third' ? [] : conjunctsBefore(context, mention.start);
  const first = others[0] ?? mention;
  if (!relative && !opensClause(context, first.start)) return undefined;
  // A word that may be no name counts as one only where an inflected verb follows it.
  if (mention.tentative && !['third', 'past', 'plain'].includes(form)) return undefined;
  return {
    parties: [...others, mention].map(partyOf),
    person: others.length > 0 ? 'plural' : 'third',
    perfect: false,
    progressive: false,
  };
}

/** "Ada and Bob" before `end`, which is where the last one starts. */
function conjunctsBefore({ tokens, rules, mentions }: SentenceContext, end: number): Mention[] {
  const found: Mention[] = [];
  let at = end;
  for (;;) {
    const joint = tokens[at - 1];
    const joins =
      joint && (rules.lexicon.conjunctions.has(joint.lower) || (joint.text === ',' && found.length > 0));
    const mention = joins ? mentions.before(at - 1) : undefined;
    if (!mention || mention.common) break;
    found.unshift(mention);
    at = mention.start;
  }
  // "I met Bob and Ada moved": what is not at the start of its clause belongs to another verb.
  const before = tokens[at - 1];
  return before === undefined || !before.word ? found : [];
}

const AUXILIARY_BASE = new Set(['do', 'does', 'did']);

function agree(subject: Pick<Subject, 'person'>, form: VerbForm, between: readonly Token[]): boolean {
  switch (form) {
    case 'base':
      return subject.person !== 'third' || between.some(({ lower }) => AUXILIARY_BASE.has(lower));
    case 'third':
      return subject.person === 'third';
    case 'first':
      return subject.person === 'first';
    case 'plural':
      return subject.person !== 'third';
    default:
      return true;
  }
}
