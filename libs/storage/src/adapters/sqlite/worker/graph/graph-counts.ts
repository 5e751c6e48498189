import type Database from 'better-sqlite3';
import type { GraphStats } from '../../../../ports/graph-store.port';

/** Counts kept with every write of the graph, in its transaction. */
export class GraphCounts {
  private readonly change: Database.Statement;
  private readonly countEdgesOf: Database.Statement;
  private readonly all: Database.Statement;

  constructor(db: Database.Database) {
    this.change = db.prepare(
      `INSERT INTO graph_count (kind, name, held) VALUES (?, ?, ?)
       ON CONFLICT (kind, name) DO UPDATE SET held = held + excluded.held`,
    );
    this.countEdgesOf = db
      .prepare(
        `SELECT relation, count(*) FROM edge
         WHERE (from_node = ? OR to_node = ?) AND invalidated_at IS NULL GROUP BY relation`,
      )
      .raw();
    this.all = db
      .prepare('SELECT name, held FROM graph_count WHERE kind = ? AND held <> 0 ORDER BY name')
      .raw();
  }

  node(type: string, by: 1 | -1): void {
    this.change.run('node', type, by);
  }

  edge(relation: string, by: 1 | -1): void {
    this.change.run('edge', relation, by);
  }

  /** Before the edges of a node are deleted: tells how many there are, history left out. */
  withoutEdgesOf(node: number): number {
    let edges = 0;
    for (const [relation, count] of this.countEdgesOf.all(node, node) as [string, number][]) {
      this.change.run('edge', relation, -count);
      edges += count;
    }
    return edges;
  }

  stats(): GraphStats {
    const counts = (kind: string) => this.all.all(kind) as [string, number][];
    const total = (groups: [string, number][]) => groups.reduce((sum, [, count]) => sum + count, 0);
    const nodes = counts('node');
    const edges = counts('edge');
    return {
      nodes: total(nodes),
      edges: total(edges),
      nodesByType: Object.fromEntries(nodes),
      edgesByRelation: Object.fromEntries(edges),
    };
  }
}
