import type Database from 'better-sqlite3';
import { LIMITS } from '@engram/kernel';
import type { EpochMs } from '@engram/kernel';
import { IS_OPEN } from './graph-row';

/** How much one answer may still visit. */
export class VisitBudget {
  truncated = false;
  private left: number = LIMITS.graphVisited;

  get remaining(): number {
    return this.left;
  }

  /** Cuts `found` down to what is left and takes that off. */
  spend(found: number[]): number[] {
    if (found.length > this.left) {
      this.truncated = true;
      found.length = this.left;
    }
    this.left -= found.length;
    return found;
  }
}

/**
 * Steps over open edges in either direction, a whole frontier at a time. Never a recursive query: that would
 * enumerate every trail, of which there are exponentially many.
 */
export class GraphWalk {
  private readonly outwards: Database.Statement;
  private readonly inwards: Database.Statement;

  constructor(db: Database.Database) {
    const step = (from: string, to: string, index: string) =>
      db
        .prepare(
          `SELECT edge.${to} FROM json_each(?) AS source CROSS JOIN edge INDEXED BY ${index}
           ON edge.${from} = source.value WHERE ${IS_OPEN} LIMIT ?`,
        )
        .pluck();
    this.outwards = step('from_node', 'to_node', 'edge_out');
    this.inwards = step('to_node', 'from_node', 'edge_in');
  }

  /** Neighbours of any of `frontier`, with repetitions. */
  step(frontier: readonly number[], now: EpochMs, budget: VisitBudget): number[] {
    const ids = JSON.stringify(frontier);
    // One more than may be visited tells whether there was more.
    const out = budget.spend(this.outwards.all(ids, now, budget.remaining + 1) as number[]);
    const into = budget.spend(this.inwards.all(ids, now, budget.remaining + 1) as number[]);
    return out.length === 0 ? into : out.concat(into);
  }

  /** Nodes within `depth` steps of `start`, itself left out, nearest first. */
  reach(
    start: number,
    depth: number,
    options: { greatest: number; now: EpochMs; budget: VisitBudget },
  ): number[] {
    // Row ids are dense: a byte for each is quicker than a set.
    const seen = new Uint8Array(options.greatest + 1);
    seen[start] = 1;
    const order: number[] = [];
    let frontier = [start];
    for (let distance = 1; distance <= depth && frontier.length > 0; distance += 1) {
      const next: number[] = [];
      for (const id of this.step(frontier, options.now, options.budget)) {
        if (seen[id]) continue;
        seen[id] = 1;
        next.push(id);
        order.push(id);
      }
      if (options.budget.truncated) break;
      frontier = next;
    }
    return order;
  }
}
