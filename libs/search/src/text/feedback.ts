import { type Candidate, byScore } from './best-slots';
import { FEEDBACK } from './bm25-parameters';

/** What feedback asks of the index. */
export interface FeedbackSource {
  forEachTerm(slot: number, visit: (term: number) => void): void;
  /** Inverse document frequency, in the unit of the scores. */
  weightOf(term: number): number;
  nameOf(term: number): string;
}

/**
 * Pseudo-relevance feedback in the manner of RM3 (Abdul-Jaleel et al., 2004): the words that the best documents
 * share, by the documents' scores and the words' rarity, add to the score of the candidates that hold them. Changes
 * `candidates` in place.
 */
export function applyFeedback(
  candidates: Candidate[],
  searched: ReadonlySet<number>,
  source: FeedbackSource,
): void {
  const gains = gainsOfTerms(withEquals(candidates, FEEDBACK.documents), searched, source);
  for (const candidate of candidates.slice(0, FEEDBACK.candidates)) {
    source.forEachTerm(candidate.slot, (term) => {
      candidate.score += gains.get(term) ?? 0;
    });
  }
  candidates.sort(byScore);
}

/**
 * The first `count`, and those that score as the last of them does, up to twice as many: else the gains would depend
 * on which of the equals happens to have the lower number.
 */
function withEquals(candidates: readonly Candidate[], count: number): readonly Candidate[] {
  const last = candidates[count - 1];
  let end = Math.min(count, candidates.length);
  while (end < 2 * count && candidates[end]?.score === last?.score && end < candidates.length) end++;
  return candidates.slice(0, end);
}

function gainsOfTerms(
  best: readonly Candidate[],
  searched: ReadonlySet<number>,
  source: FeedbackSource,
): Map<number, number> {
  const support = new Map<number, { score: number; documents: number }>();
  for (const { slot, score } of best) {
    source.forEachTerm(slot, (term) => {
      if (searched.has(term)) return;
      const known = support.get(term);
      if (!known) support.set(term, { score, documents: 1 });
      else {
        known.score += score;
        known.documents++;
      }
    });
  }
  const terms = Array.from(support, ([term, { score, documents }]) => {
    const weight = source.weightOf(term);
    return { term, weight, documents, strength: weight * score };
    // What only one of them says would lift that one alone, by nothing but its own words.
  }).filter(({ documents }) => documents >= FEEDBACK.support);
  terms.sort((a, b) => b.strength - a.strength || (source.nameOf(a.term) < source.nameOf(b.term) ? -1 : 1));
  const strongest = terms[0]?.strength ?? 0;
  return new Map(
    terms.slice(0, FEEDBACK.terms).map(({ term, weight, strength }): [number, number] => {
      // Whole units, so that the sum does not depend on the order of terms.
      return [term, Math.round(FEEDBACK.weight * weight * (strength / strongest))];
    }),
  );
}
