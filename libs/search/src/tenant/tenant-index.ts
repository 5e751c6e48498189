import type { EpochMs, MemoryId } from '@engram/kernel';
import type { DocumentColumns } from '../columns/document-columns';
import type { IndexStats, MemoryHit, RankedAnswer, RankedQuery, SearchScope } from '../model/search';
import type { TextQuery } from '../ports/text-index.port';
import type { VectorQuery } from '../ports/vector-index.port';
import { fuse } from '../ranking/fuse';
import { LEXICAL_WEIGHTS, SEMANTIC_WEIGHTS } from '../ranking/ranking-weights';
import type { DocumentNumber, Hits } from '../text/text-index.port';
import { bestPassages } from './best-passages';
import { IndexFollower, type FollowerContext } from './index-follower';
import { Retrieval } from './retrieval';

/** Changes that may pile up before they are taken in; a search takes in what is left. */
const LAG_MAX = 256;
/** Passages that text and vectors each propose for a ranking, beyond the memories asked for. */
const CANDIDATES_BEYOND = 100;

/**
 * The index of one tenant: words, vectors and filters over its rows. Synchronous, for the thread that owns the tenant;
 * it can be thrown away at any time and comes back from the rows.
 */
export class TenantIndex {
  private readonly follower: IndexFollower;

  constructor(private readonly context: FollowerContext) {
    this.follower = new IndexFollower(context);
  }

  get bytes(): number {
    return this.follower.content.bytes;
  }

  /** By words (BM25), neighbours in their session taken into account. */
  searchText({ text, ...scope }: TextQuery, now: EpochMs): MemoryHit[] {
    const retrieval = this.retrieval(scope, now);
    return this.memoryHits((passages) => retrieval.byText(text, passages), scope.limit);
  }

  /** By meaning (cosine); nothing where the vectors held have other dimensions. */
  searchVector({ vector, ...scope }: VectorQuery, now: EpochMs): MemoryHit[] {
    const retrieval = this.retrieval(scope, now);
    return this.memoryHits((passages) => retrieval.byVector(vector, passages), scope.limit);
  }

  /** By all that is known, in one order. */
  rank(query: RankedQuery, now: EpochMs): RankedAnswer {
    const { offset = 0, limit, minScore = 0 } = query;
    const retrieval = this.retrieval(query, now);
    const candidates = offset + limit + CANDIDATES_BEYOND;
    const text = retrieval.byText(query.text, candidates);
    const vector = query.vector
      ? retrieval.byVectorWith(query.vector, candidates, text.documents)
      : undefined;
    const { columns } = this.follower.content;
    const { head, timestamp, priority } = columns.arrays;
    const weights = query.vectorKind === 'semantic' ? SEMANTIC_WEIGHTS : LEXICAL_WEIGHTS;
    const ranked = fuse(
      {
        text,
        vector: vector ?? { documents: new Int32Array(0), scores: new Float32Array(0) },
        graph: retrieval.byId(query.graph ?? []),
        memoryOf: (document) => head[document] as number,
        signalsOf: (memory) => ({
          at: timestamp[memory] as number,
          priority: priority[memory] as number,
        }),
        now,
        limit: Number.MAX_SAFE_INTEGER,
      },
      weights,
    ).filter(({ score }) => score >= minScore);
    const hits = ranked
      .slice(offset, offset + limit)
      .map(({ document, score, why }) => ({ ...toHit(columns, document, score), why }));
    return { hits, total: ranked.length };
  }

  stats(): IndexStats {
    this.follower.catchUp();
    const { columns, text, matrix } = this.follower.content;
    return {
      memories: columns.memories,
      documents: columns.documents,
      vectors: matrix?.rows ?? 0,
      terms: text.stats().terms,
      bytes: this.bytes,
      sequence: this.follower.applied,
    };
  }

  /** So many changes wait that they should be taken in before the next search has to. */
  get behind(): boolean {
    return this.context.source.sequence() - this.follower.applied >= LAG_MAX;
  }

  catchUp(): void {
    this.follower.catchUp();
  }

  /** The thread has nothing else to do. */
  idle(): void {
    this.follower.catchUp();
    this.follower.saveIfDue('idle');
  }

  close(): void {
    this.follower.saveIfDue('close');
    this.follower.close();
  }

  private retrieval(scope: SearchScope, now: EpochMs): Retrieval {
    this.follower.catchUp();
    return new Retrieval(this.follower.content, this.context.source, scope.filter ?? {}, now);
  }

  private memoryHits(search: (passages: number) => Hits, limit: number): MemoryHit[] {
    const { columns } = this.follower.content;
    const { head } = columns.arrays;
    return bestPassages(search, (document) => head[document] as number, limit).map(({ document, score }) =>
      toHit(columns, document, score),
    );
  }
}

function toHit(columns: DocumentColumns, document: DocumentNumber, score: number): MemoryHit {
  const { start, end } = columns.arrays;
  return {
    id: columns.idOf(document) as MemoryId,
    score,
    passage: { start: start[document] as number, end: end[document] as number },
  };
}
