import type { EpochMs, MemoryId } from '@engram/kernel';
import type { IndexSource, MemoryFilter } from '@engram/storage';
import type { FilterMask } from '../columns/filter-mask';
import { analyzeQuery } from '../text/analyzer';
import type { DocumentNumber, Hits, TextHits } from '../text/text-index.port';
import type { IndexContent } from './index-content';
import { rescored } from './vector-rescore';

/** Vector candidates at least, so that the order of the first is exact even where few are asked for. */
const VECTOR_CANDIDATES_MIN = 50;

/** Candidates of one question, among the documents that its filter lets through. */
export class Retrieval {
  private readonly scope: FilterMask;

  constructor(
    private readonly content: IndexContent,
    private readonly source: IndexSource,
    filter: MemoryFilter,
    now: EpochMs,
  ) {
    this.scope = content.masks.maskOf(filter, now);
  }

  byText(query: string, limit: number): TextHits {
    const { mask } = this.scope;
    return this.content.text.search(analyzeQuery(query), { limit, ...(mask && { mask }) });
  }

  byVector(query: Float32Array, limit: number): Hits {
    const { matrix, columns } = this.content;
    if (this.scope.count === 0 || matrix?.dimensions !== query.length) return hits([]);
    const found = matrix.search(query, Math.max(limit, VECTOR_CANDIDATES_MIN), this.scope.mask);
    return rescored(found, query, columns, this.source);
  }

  /** The nearest, and how near those are that were found by other means. */
  byVectorWith(query: Float32Array, limit: number, others: Int32Array): Hits {
    const nearest = this.byVector(query, limit);
    const { matrix } = this.content;
    if (matrix?.dimensions !== query.length) return nearest;
    const known = new Set(nearest.documents);
    const rest = others.filter((document) => !known.has(document) && matrix.has(document));
    const similarities = matrix.similarities(query, rest);
    const all = [...pairs(nearest), ...pairs({ documents: rest, scores: similarities })];
    return hits(all.sort((a, b) => b.score - a.score || a.document - b.document));
  }

  /** The documents of memories known by id. */
  byId(wanted: readonly { id: MemoryId; strength: number }[]): Map<DocumentNumber, number> {
    const { mask } = this.scope;
    const heads = this.content.columns.headsOf(wanted.map(({ id }) => id));
    const found = new Map<DocumentNumber, number>();
    for (const { id, strength } of wanted) {
      const head = heads.get(id);
      if (head !== undefined && (!mask || mask[head] === 1)) found.set(head, strength);
    }
    return found;
  }
}

interface Scored {
  document: DocumentNumber;
  score: number;
}

function pairs({ documents, scores }: Hits): Scored[] {
  return Array.from(documents, (document, index) => ({ document, score: scores[index] as number }));
}

function hits(scored: readonly Scored[]): Hits {
  return {
    documents: Int32Array.from(scored, ({ document }) => document),
    scores: Float32Array.from(scored, ({ score }) => score),
  };
}
