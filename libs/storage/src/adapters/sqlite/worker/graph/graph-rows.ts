import type Database from 'better-sqlite3';
import { FilterStatements } from '../memory/filter-statements';
import type { GraphStats } from '../../../../ports/graph-store.port';
import { EdgeRows } from './edge-rows';
import { GraphWalk } from './graph-walk';
import { NodeRows } from './node-rows';

/** The graph of one open tenant: statements and what is remembered of the last count. */
export class GraphRows {
  readonly nodes: NodeRows;
  readonly edges: EdgeRows;
  readonly walk: GraphWalk;
  readonly filters: FilterStatements;
  /** Counting a million edges takes a third of a second: once for each state of the data. */
  counted: { sequence: number; stats: GraphStats } | undefined;

  constructor(db: Database.Database) {
    this.nodes = new NodeRows(db);
    this.edges = new EdgeRows(db);
    this.walk = new GraphWalk(db);
    this.filters = new FilterStatements(db);
  }
}
