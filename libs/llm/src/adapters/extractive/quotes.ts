import { sentencesOf } from '../../language/sentences';
import type { AnswerRequest } from '../../ports/llm-provider.port';
import type { QuestionCoverage } from './question-coverage';
import { termsOf } from './terms';

/** A stretch of one piece of evidence that tells something about the question. */
export interface Quote {
  evidence: number;
  text: string;
  score: number;
}

/** Whole sentences are added around the telling one up to this length, so that "I went there" is not alone. */
const QUOTE_CHARS = 280;
/** Quotes that tell less than this share of the best one are left out. */
const RELATIVE_SCORE = 0.6;
/** Quotes that share more than this of their words say the same. */
const SAME_SHARE = 0.6;
/** "What does Ada like?" asks for what Ada says more than for what is said to her. */
const OTHER_SPEAKER = 0.7;
/** What the sentence itself, the whole memory and the memory's rank in recall weigh. */
const WEIGHTS = { sentence: 0.5, memory: 0.25, rank: 0.25 };

/** The most telling stretches, best first, at most one of each piece of evidence. */
export function pickQuotes(request: AnswerRequest, coverage: QuestionCoverage, limit: number): Quote[] {
  const topScore = Math.max(...request.evidence.map(({ score }) => score), Number.EPSILON);
  const candidates = request.evidence
    .map((item, evidence): Quote => {
      const { text, share } = bestStretch(item.text, coverage);
      const score =
        WEIGHTS.sentence * share +
        WEIGHTS.memory * coverage.of(coverage.evidenceTerms[evidence] ?? new Set()) +
        (WEIGHTS.rank * item.score) / topScore;
      return { evidence, text, score: coverage.saidByNamed(item) ? score : score * OTHER_SPEAKER };
    })
    .filter(({ evidence }) => coverage.touches(coverage.evidenceTerms[evidence] ?? new Set()))
    .sort((a, b) => b.score - a.score);
  const picked: { quote: Quote; terms: ReadonlySet<string> }[] = [];
  for (const quote of candidates) {
    if (picked.length === limit || quote.score < RELATIVE_SCORE * (candidates[0]?.score ?? 0)) break;
    const terms = new Set(termsOf(quote.text));
    if (picked.some((other) => sharedShare(terms, other.terms) > SAME_SHARE)) continue;
    picked.push({ quote, terms });
  }
  return picked.map(({ quote }) => quote);
}

function bestStretch(content: string, coverage: QuestionCoverage): { text: string; share: number } {
  const sentences = sentencesOf(content);
  const shares = sentences.map(({ text }) => coverage.of(new Set(termsOf(text))));
  const share = Math.max(...shares, 0);
  const best = Math.max(shares.indexOf(share), 0);
  let from = best;
  let to = best;
  const length = (first: number, last: number) =>
    (sentences[last]?.end ?? 0) - (sentences[first]?.start ?? 0);
  for (;;) {
    // What follows explains more often than what came before.
    if (to + 1 < sentences.length && length(from, to + 1) <= QUOTE_CHARS) to += 1;
    else if (from > 0 && length(from - 1, to) <= QUOTE_CHARS) from -= 1;
    else break;
  }
  return { text: content.slice(sentences[from]?.start ?? 0, sentences[to]?.end ?? content.length), share };
}

/** Jaccard's measure. */
export function sharedShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared += 1;
  const union = a.size + b.size - shared;
  return union === 0 ? 1 : shared / union;
}
