import { sentencesOf } from '../../language/sentences';
import { sharedShare } from './quotes';
import { contentTerms } from './terms';
import { detectLanguage } from '../../language/language';

export interface CentralSentence {
  group: number;
  item: number;
  text: string;
  score: number;
}

interface Candidate extends CentralSentence {
  terms: ReadonlySet<string>;
}

/** A line of the summary for so many items, within these bounds. */
const ITEMS_PER_LINE = 12;
const LINES_MIN = 3;
const LINES_MAX = 30;
/** A sentence of fewer content words says little by itself. */
const TERMS_MIN = 4;
const SAME_SHARE = 0.5;

/**
 * The sentences nearest to what their group is about: cosine of their words, weighted by tf·idf, with the sum of the
 * group's (the centroid, Radev et al. 2004). Questions and small talk count half. In the order they were said.
 */
export function centralSentences(groups: readonly (readonly { text: string }[])[]): CentralSentence[] {
  const candidates = groups.flatMap((items, group) =>
    items.flatMap(({ text }, item) =>
      sentencesOf(text).map((sentence): Candidate => ({
        group,
        item,
        text: sentence.text,
        terms: new Set(contentTerms(sentence.text, detectLanguage(sentence.text))),
        score: 0,
      })),
    ),
  );
  const idf = inverseFrequencies(candidates);
  const items = groups.reduce((sum, group) => sum + group.length, 0);
  const lines = Math.min(LINES_MAX, Math.max(LINES_MIN, Math.ceil(items / ITEMS_PER_LINE)));
  // The groups that hold most first: where there are more groups than lines, small ones are left out.
  const bySize = groups
    .map(({ length }, group) => ({ group, length }))
    .sort((a, b) => b.length - a.length || b.group - a.group)
    .slice(0, lines);
  const spare = Math.max(0, lines - bySize.length);
  return bySize
    .flatMap(({ group, length }) => {
      const own = candidates.filter((candidate) => candidate.group === group);
      return pick(own, idf, 1 + Math.round((spare * length) / Math.max(items, 1)));
    })
    .sort((a, b) => a.group - b.group || a.item - b.item)
    .map(({ group, item, text, score }) => ({ group, item, text, score }));
}

function inverseFrequencies(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { terms } of candidates) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map([...counts].map(([term, count]) => [term, Math.log(1 + candidates.length / count)]));
}

function pick(own: readonly Candidate[], idf: ReadonlyMap<string, number>, count: number): Candidate[] {
  const centroid = new Map<string, number>();
  for (const { terms } of own) {
    for (const term of terms) centroid.set(term, (centroid.get(term) ?? 0) + (idf.get(term) ?? 0));
  }
  const scored = own
    .map((candidate) => ({ ...candidate, score: centrality(candidate, centroid, idf) }))
    .sort((a, b) => b.score - a.score);
  const picked: Candidate[] = [];
  for (const candidate of scored) {
    if (picked.length === count || candidate.score === 0) break;
    if (picked.every(({ terms }) => sharedShare(terms, candidate.terms) <= SAME_SHARE))
      picked.push(candidate);
  }
  return picked;
}

function centrality(
  { terms, text }: Candidate,
  centroid: ReadonlyMap<string, number>,
  idf: ReadonlyMap<string, number>,
): number {
  let dot = 0;
  let norm = 0;
  for (const term of terms) {
    const weight = idf.get(term) ?? 0;
    dot += weight * (centroid.get(term) ?? 0);
    norm += weight * weight;
  }
  if (norm === 0) return 0;
  const small = terms.size < TERMS_MIN || text.trimEnd().endsWith('?') ? 0.5 : 1;
  return (small * dot) / Math.sqrt(norm);
}
