import type { TenantId } from '@engram/kernel';
import { fold } from '@engram/kernel';
import type { GraphNode, Stores } from '@engram/storage';

/** A node that a text names. */
export interface NamedEntity {
  node: GraphNode;
  /** Where it is named first; UTF-16 offsets, end exclusive. */
  start: number;
  end: number;
}

/** Names of up to this many words are recognised. */
const NAME_WORDS = 5;
/** Of a longer text, so many words are looked at. */
const TEXT_WORDS = 2_000;
/** Names asked for in one call of the store. */
const BATCH = 2_000;
const FOUND = 1_000;

const WORD = /[\p{L}\p{N}\p{M}]+(?:[.'’_&@-][\p{L}\p{N}\p{M}]+)*[+#]*/gu;

/** Recognises known nodes in a text, for recall and for answers. */
export class EntityLookupService {
  constructor(private readonly stores: Stores) {}

  /** Nodes whose name stands in the text, in order; where names overlap the longest wins. Several nodes may share a name. */
  async entitiesIn(tenant: TenantId, text: string): Promise<NamedEntity[]> {
    const spans = candidateSpans(text);
    const names = [...new Set(spans.map(({ name }) => name))];
    if (names.length === 0) return [];
    const { graph } = this.stores.of(tenant);
    const byName = new Map<string, GraphNode[]>();
    for (let at = 0; at < names.length; at += BATCH) {
      for (const node of await graph.findByNames(names.slice(at, at + BATCH), FOUND)) {
        const name = fold(node.name);
        byName.set(name, [...(byName.get(name) ?? []), node]);
      }
    }
    return longest(spans, byName);
  }
}

interface Span {
  name: string;
  start: number;
  end: number;
}

/** Every run of one to five words. */
export function candidateSpans(text: string): Span[] {
  const spans: Span[] = [];
  const words = wordsOf(text);
  words.forEach((first, index) => {
    for (let count = 0; count < NAME_WORDS && index + count < words.length; count += 1) {
      const last = words[index + count] as Span;
      const name = fold(text.slice(first.start, last.end)).replace(/\s+/g, ' ');
      spans.push({ name, start: first.start, end: last.end });
    }
  });
  return spans;
}

/** A possessive ("Ada's") counts with its ending and without. */
function wordsOf(text: string): Span[] {
  const words: Span[] = [];
  for (const match of text.matchAll(WORD)) {
    if (words.length >= TEXT_WORDS) break;
    const span = { name: match[0], start: match.index, end: match.index + match[0].length };
    words.push(span);
    const possessive = /['’]s$/iu.exec(match[0]);
    if (possessive) words.push({ ...span, end: span.end - possessive[0].length });
  }
  return words;
}

function longest(spans: readonly Span[], byName: ReadonlyMap<string, GraphNode[]>): NamedEntity[] {
  const known = spans.filter(({ name }) => byName.has(name));
  known.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken: Span[] = [];
  for (const span of known) {
    if (taken.every((other) => span.end <= other.start || span.start >= other.end)) taken.push(span);
  }
  taken.sort((a, b) => a.start - b.start);
  const seen = new Set<string>();
  return taken.flatMap(({ name, start, end }) =>
    (byName.get(name) ?? [])
      .filter(({ key }) => !seen.has(key) && seen.add(key))
      .map((node) => ({ node, start, end })),
  );
}
