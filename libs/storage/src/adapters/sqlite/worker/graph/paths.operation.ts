import type { EpochMs, NodeKey } from '@engram/kernel';
import type { GraphEdge, GraphPath } from '../../../../model/graph';
import type { TenantRows } from '../tenant/tenant-rows';
import { toNode } from './graph-row';
import { VisitBudget } from './graph-walk';
import { nodeRow } from './node.operation';

export interface PathsArgs {
  from: NodeKey;
  to: NodeKey;
  maxDepth: number;
  limit: number;
}

/** One of the two searches that grow towards each other: the distance of every node it has seen. */
class Side {
  readonly distances: Map<number, number>;
  frontier: number[];
  depth = 0;

  constructor(start: number) {
    this.distances = new Map([[start, 0]]);
    this.frontier = [start];
  }

  grow(neighbours: readonly number[]): void {
    this.depth += 1;
    const next: number[] = [];
    for (const id of neighbours) {
      if (this.distances.has(id)) continue;
      this.distances.set(id, this.depth);
      next.push(id);
    }
    this.frontier = next;
  }
}

class PathSearch {
  private readonly budget = new VisitBudget();

  constructor(
    private readonly rows: TenantRows,
    private readonly now: EpochMs,
    private readonly limit: number,
  ) {}

  /** Shortest ways as row ids. The smaller frontier grows, so that hubs are met as late as can be. */
  run(from: number, to: number, maxDepth: number): number[][] {
    const [ahead, behind] = [new Side(from), new Side(to)];
    let meeting = from === to ? [from] : [];
    while (meeting.length === 0) {
      if (ahead.depth + behind.depth >= maxDepth || this.budget.truncated) return [];
      const [side, other] =
        ahead.frontier.length <= behind.frontier.length ? [ahead, behind] : [behind, ahead];
      if (side.frontier.length === 0) return [];
      side.grow(this.neighbours(side.frontier));
      meeting = side.frontier.filter((id) => other.distances.has(id));
    }
    const ways: number[][] = [];
    for (const middle of meeting) {
      for (const first of this.waysBack(middle, ahead)) {
        for (const second of this.waysBack(middle, behind)) {
          if (ways.length >= this.limit) return ways;
          ways.push([...first.toReversed(), ...second.slice(1)]);
        }
      }
    }
    return ways;
  }

  private neighbours(frontier: readonly number[]): number[] {
    return this.rows.graph.walk.step(frontier, this.now, this.budget);
  }

  /** Ways from `node` back to the start of `side`, `node` first, at most as many as are asked for. */
  private waysBack(node: number, side: Side): number[][] {
    let ways = [[node]];
    for (let distance = (side.distances.get(node) ?? 0) - 1; distance >= 0; distance -= 1) {
      const longer: number[][] = [];
      for (const way of ways) {
        const end = way[way.length - 1] as number;
        for (const id of new Set(this.neighbours([end]))) {
          if (side.distances.get(id) === distance && longer.length < this.limit) longer.push([...way, id]);
        }
      }
      ways = longer;
    }
    return ways;
  }
}

/** The heaviest open edge between each two neighbours of the way. */
function edgesAlong(keys: readonly string[], among: readonly GraphEdge[]): GraphEdge[] {
  return keys.slice(1).map((key, index) => {
    const before = keys[index];
    const between = among.filter(
      (edge) => (edge.from === before && edge.to === key) || (edge.from === key && edge.to === before),
    );
    return between.reduce((best, edge) => (edge.weight > best.weight ? edge : best));
  });
}

export function paths(rows: TenantRows, args: PathsArgs, now: EpochMs): GraphPath[] {
  const from = nodeRow(rows, args.from).row_id;
  const to = nodeRow(rows, args.to).row_id;
  const ways = new PathSearch(rows, now, args.limit).run(from, to, args.maxDepth);
  return ways.map((way) => {
    const nodeRows = rows.graph.nodes.all(way);
    const among = rows.graph.edges.among(new Map(nodeRows.map((row) => [row.row_id, row.key])), now);
    const nodes = nodeRows.map(toNode);
    const keys = nodes.map((node) => node.key);
    return { nodes, edges: edgesAlong(keys, among) };
  });
}
