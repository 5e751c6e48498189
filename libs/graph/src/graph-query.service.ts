import type { NodeKey, TenantId } from '@engram/kernel';
import { InvalidRequestError, LIMITS } from '@engram/kernel';
import type { GraphPath, GraphQuery, GraphStats, Stores, Subgraph } from '@engram/storage';

/** Ways that one answer may hold. */
const PATHS = 100;

/** Questions that the graph answers. */
export class GraphQueryService {
  constructor(private readonly stores: Stores) {}

  /** @throws InvalidRequestError. @throws NotFoundError `relatedTo` is not there. */
  async query(tenant: TenantId, query: GraphQuery): Promise<Subgraph> {
    inRange('limit', query.limit, 1, LIMITS.pageItems);
    inRange('offset', query.offset, 0, LIMITS.rankedDepth - query.limit);
    if (query.depth !== undefined) inRange('depth', query.depth, 1, LIMITS.queryDepth);
    if (query.depth !== undefined && query.relatedTo === undefined) {
      throw new InvalidRequestError('depth is counted from related_to: give that too', [
        { path: 'depth', message: 'needs related_to' },
      ]);
    }
    return this.stores.of(tenant).graph.query(query);
  }

  /**
   * The shortest ways between two nodes, whichever way their edges point.
   * @throws InvalidRequestError. @throws NotFoundError one of them is not there.
   */
  async paths(
    tenant: TenantId,
    ends: { from: NodeKey; to: NodeKey },
    options: { maxDepth: number; limit: number },
  ): Promise<GraphPath[]> {
    inRange('depth', options.maxDepth, 1, LIMITS.queryDepth * 2);
    inRange('limit', options.limit, 1, PATHS);
    return this.stores.of(tenant).graph.paths(ends.from, ends.to, options);
  }

  /** A node and its neighbours, with the edges among them. @throws NotFoundError */
  around(tenant: TenantId, key: NodeKey, limit: number): Promise<Subgraph> {
    return this.stores.of(tenant).graph.neighbourhood(key, 1, limit);
  }

  stats(tenant: TenantId): Promise<GraphStats> {
    return this.stores.of(tenant).graph.stats();
  }
}

function inRange(path: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const message = `must be a whole number from ${min} to ${max}`;
  throw new InvalidRequestError(`${path} ${message}`, [{ path, message }]);
}
