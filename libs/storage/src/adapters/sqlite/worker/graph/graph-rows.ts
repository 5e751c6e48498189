import type Database from 'better-sqlite3';
import { FilterStatements } from '../memory/filter-statements';
import { EdgeRows } from './edge-rows';
import { GraphCounts } from './graph-counts';
import { GraphWalk } from './graph-walk';
import { NodeRows } from './node-rows';

/** The graph of one open tenant. */
export class GraphRows {
  readonly nodes: NodeRows;
  readonly edges: EdgeRows;
  readonly walk: GraphWalk;
  readonly filters: FilterStatements;
  readonly counts: GraphCounts;

  constructor(db: Database.Database) {
    this.nodes = new NodeRows(db);
    this.edges = new EdgeRows(db);
    this.walk = new GraphWalk(db);
    this.counts = new GraphCounts(db);
    this.filters = new FilterStatements(db);
  }
}
