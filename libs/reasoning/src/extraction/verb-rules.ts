import type { VerbTrigger } from './rule-book';
import type { SentenceContext, Triple } from './sentence-context';
import { hasEnded, isUnreal, tripleBetween } from './sentence-context';
import { objectsAfter } from './verb-object';
import type { Subject } from './verb-subject';
import { subjectOf } from './verb-subject';

/** Facts of the form "subject verb object". */
export function verbTriples(context: SentenceContext): Triple[] {
  const { tokens } = context;
  const found: Triple[] = [];
  let previous: { subject: Subject; end: number } | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const match = matchAt(context, at, previous);
    if (!match) continue;
    found.push(...match.triples);
    previous = { subject: match.subject, end: match.end };
    // What a longer phrase took is not looked at again ("không thích" holds "thích").
    at = Math.max(at, match.verbEnd - 1);
  }
  return found;
}

interface Match {
  triples: Triple[];
  subject: Subject;
  verbEnd: number;
  end: number;
}

function matchAt(
  context: SentenceContext,
  at: number,
  previous: { subject: Subject; end: number } | undefined,
): Match | undefined {
  const { tokens, rules } = context;
  for (const trigger of rules.verbs.get(tokens[at]?.lower ?? '') ?? []) {
    const verbEnd = endOfTrigger(context, at, trigger);
    if (verbEnd < 0) continue;
    const subject = subjectOf(context, at, trigger.form, previous);
    if (!subject || isUnfinished(trigger, subject) || isUnreal(tokens, at, rules.lexicon)) continue;
    const objects = objectsAfter(context, verbEnd);
    if (!objects || hasEnded(tokens, objects.end, rules.lexicon)) continue;
    const triples = subject.parties.flatMap((left) =>
      objects.parties.flatMap((right) =>
        tripleBetween(context, trigger, {
          ...(trigger.inverse ? { left: right, right: left } : { left, right }),
          past: isPast(trigger, subject),
        }),
      ),
    );
    if (triples.length > 0) return { triples, subject, verbEnd, end: objects.end };
  }
  return undefined;
}

/** "is currently based in": adverbs may stand behind a form of "be". */
function endOfTrigger({ tokens, rules }: SentenceContext, start: number, trigger: VerbTrigger): number {
  let at = start + 1;
  const adverbs = rules.lexicon.language === 'en' && trigger.words.length > 1 && isBe(trigger.words[0] ?? '');
  for (const word of trigger.words.slice(1)) {
    while (
      adverbs &&
      at < start + 4 &&
      tokens[at]?.lower !== word &&
      rules.lexicon.before_verb.has(tokens[at]?.lower ?? '')
    ) {
      at += 1;
    }
    if (tokens[at]?.lower !== word) return -1;
    at += 1;
  }
  return at;
}

function isBe(word: string): boolean {
  return ['is', "'s", 'am', "'m", 'are', "'re", 'was', 'were'].includes(word);
}

/** "I'm going to the parade": what is done once is done only when it is behind. */
function isUnfinished(trigger: VerbTrigger, subject: Subject): boolean {
  return trigger.relation.holds === 'event' && trigger.form === 'ing' && subject.progressive;
}

function isPast(trigger: VerbTrigger, subject: Subject): boolean | null {
  if (trigger.relation.holds === 'event') return null;
  return trigger.form === 'past' && !subject.perfect;
}
