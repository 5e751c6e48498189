import { Injectable } from '@nestjs/common';
import { EmbeddingProvider } from '@engram/embedding';
import type { MemoryId, TenantId } from '@engram/kernel';
import { Clock, EmbeddingError, InvalidRequestError, LIMITS } from '@engram/kernel';
import type { RankedHit } from '@engram/search';
import { MemoryRanking } from '@engram/search';
import type { Memory } from '@engram/storage';
import { Stores } from '@engram/storage';
import type { RecallHit, RecallQuery, RecallResult } from './model/recall';
import { GraphContextFinder } from './recall/graph-context';

/** Finds episodes by meaning and by words. */
@Injectable()
export class RecallService {
  constructor(
    private readonly stores: Stores,
    private readonly embedding: EmbeddingProvider,
    private readonly ranking: MemoryRanking,
    private readonly graph: GraphContextFinder,
    private readonly clock: Clock,
  ) {}

  /**
   * What was answered to be written before the call is found, whoever wrote it.
   * @throws InvalidRequestError, StoreUnavailableError
   */
  async recall(tenant: TenantId, query: RecallQuery): Promise<RecallResult> {
    const { limit, offset = 0 } = check(query);
    const [vector, graph] = await Promise.all([
      this.vectorOf(query.query),
      query.includeGraph === true ? this.graph.find(tenant, query.query) : undefined,
    ]);
    const { hits, total } = await this.ranking.rank(tenant, {
      text: query.query,
      ...(vector && { vector }),
      vectorKind: this.embedding.kind,
      ...(graph && { graph: graph.strengths }),
      ...(query.filter && { filter: query.filter }),
      ...(query.minScore !== undefined && { minScore: query.minScore }),
      offset,
      limit,
    });
    return {
      results: await this.fetch(tenant, hits, query.explain === true),
      graph: graph?.things ?? [],
      total,
      degraded: vector ? [] : ['embedding'],
    };
  }

  /** Undefined where the provider failed: recall goes on by words, and says so. */
  private async vectorOf(query: string): Promise<Float32Array | undefined> {
    try {
      return (await this.embedding.embed([query], 'query'))[0];
    } catch (error) {
      if (error instanceof EmbeddingError) return undefined;
      throw error;
    }
  }

  private async fetch(tenant: TenantId, hits: readonly RankedHit[], explain: boolean): Promise<RecallHit[]> {
    const { memories } = this.stores.of(tenant);
    const rows = await memories.getMany(hits.map(({ id }) => id));
    const byId = new Map<MemoryId, Memory>(rows.map((memory) => [memory.id, memory]));
    if (rows.length > 0) memories.touch([...byId.keys()], this.clock.now());
    return hits.flatMap(({ id, score, passage, why }) => {
      // Deleted between the search and now: it is gone.
      const memory = byId.get(id);
      if (!memory) return [];
      const whole = passage.start === 0 && passage.end >= memory.content.length;
      return [{ memory, score, ...(!whole && { passage }), ...(explain && { why }) }];
    });
  }
}

function check({ query, limit, offset = 0 }: RecallQuery): { limit: number; offset: number } {
  const refuse = (path: string, message: string): never => {
    throw new InvalidRequestError(`${path} ${message}`, [{ path, message }]);
  };
  if (query.trim() === '') refuse('query', 'must hold at least one word');
  if (query.length > LIMITS.queryChars) refuse('query', `must be at most ${LIMITS.queryChars} characters`);
  if (!query.isWellFormed()) refuse('query', 'must not hold half of a surrogate pair');
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= LIMITS.pageItems)) {
    refuse('limit', `must be a whole number from 1 to ${LIMITS.pageItems}`);
  }
  if (!(Number.isInteger(offset) && offset >= 0 && offset + limit <= LIMITS.rankedDepth)) {
    refuse('offset', `must be a whole number, with limit at most ${LIMITS.rankedDepth}: narrow the filter`);
  }
  return { limit, offset };
}
