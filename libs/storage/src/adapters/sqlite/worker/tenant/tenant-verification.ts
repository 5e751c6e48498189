import type Database from 'better-sqlite3';
import type { IntegrityReport } from '../../../../ports/stores.port';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import { NEVER_OPEN } from '../graph/graph-row';
import { schemaVersion } from './database-migration';

/** What must hold between rows that no constraint of the schema says: each query finds those that break it. */
const INVARIANTS: { problem: string; sql: string }[] = [
  {
    problem: 'memory without a passage',
    sql: 'SELECT id FROM memory WHERE NOT EXISTS (SELECT 1 FROM passage WHERE memory_row = memory.row_id)',
  },
  {
    problem: 'passage outside of its content',
    sql: `SELECT memory.id FROM passage JOIN memory ON memory.row_id = passage.memory_row
          WHERE passage.start_at < 0 OR passage.end_at < passage.start_at`,
  },
  {
    problem: 'vector of another size than the embedding space',
    sql: `SELECT memory.id FROM passage JOIN memory ON memory.row_id = passage.memory_row
          WHERE passage.embedding IS NOT NULL
          AND length(passage.embedding) IS NOT (SELECT dimensions * 4 FROM embedding_space)`,
  },
  {
    problem: 'memory in a session without a position',
    sql: 'SELECT id FROM memory WHERE (session_id IS NULL) <> (session_order IS NULL)',
  },
  {
    problem: 'memory whose revisions are not all there',
    sql: `SELECT id FROM memory WHERE revision <>
          1 + (SELECT count(*) FROM memory_revision WHERE memory_row = memory.row_id)`,
  },
  {
    problem: 'memory without a change record',
    sql: `SELECT id FROM memory WHERE row_id NOT IN
          (SELECT row_id FROM change INDEXED BY change_memory WHERE entity = 'memory')`,
  },
  {
    problem: 'node whose key is not its type and name',
    sql: "SELECT key FROM node WHERE key <> type || ':' || name",
  },
  {
    problem: 'count of nodes that is wrong',
    sql: `SELECT name FROM graph_count AS counted WHERE kind = 'node'
          AND held <> (SELECT count(*) FROM node WHERE node.type = counted.name)`,
  },
  {
    problem: 'count of edges that is wrong',
    sql: `WITH counted AS (SELECT relation, count(*) AS held FROM edge WHERE invalidated_at IS NULL GROUP BY relation)
          SELECT name FROM graph_count LEFT JOIN counted ON relation = name
          WHERE kind = 'edge' AND graph_count.held <> coalesce(counted.held, 0)`,
  },
  {
    problem: 'edge that says what another open one says',
    sql: `SELECT id FROM edge WHERE invalidated_at IS NULL AND EXISTS (
          SELECT 1 FROM edge AS other INDEXED BY edge_out WHERE other.from_node = edge.from_node
          AND other.to_node = edge.to_node AND other.relation = edge.relation AND other.valid_from IS edge.valid_from
          AND other.invalidated_at IS NULL AND other.row_id < edge.row_id)`,
  },
  {
    problem: 'edge whose openness does not follow from its times',
    sql: `SELECT id FROM edge WHERE open_until IS NOT
          CASE WHEN invalidated_at IS NULL THEN valid_to ELSE ${NEVER_OPEN} END`,
  },
];

function structureProblems(db: Database.Database): string[] {
  const check = db.pragma(`integrity_check(${SQLITE_LIMITS.reportedProblems})`) as {
    integrity_check: string;
  }[];
  const problems = check.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const dangling = db.pragma('foreign_key_check') as { table: string; rowid: number }[];
  for (const { table, rowid } of dangling.slice(0, SQLITE_LIMITS.reportedProblems)) {
    problems.push(`dangling reference: ${table} row ${rowid}`);
  }
  return problems;
}

/** Reads the whole file, so it takes as long as that takes. */
export function verifyTenant(db: Database.Database): IntegrityReport {
  const problems = structureProblems(db);
  // Rows of a broken structure say nothing reliable.
  if (problems.length === 0) {
    for (const { problem, sql } of INVARIANTS) {
      const broken = db.prepare(`${sql} LIMIT ${SQLITE_LIMITS.reportedProblems}`).pluck().all() as string[];
      problems.push(...broken.map((id) => `${problem}: ${id}`));
    }
  }
  return { healthy: problems.length === 0, problems, schemaVersion: schemaVersion(db) };
}
