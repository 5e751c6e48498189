import type Database from 'better-sqlite3';
import type { MemoryFilter } from '../../../../model/memory';
import { SQLITE_LIMITS } from '../../sqlite.limits';

export interface Condition {
  sql: string;
  parameters: (string | number)[];
}

const ANY_TAG = `EXISTS (SELECT 1 FROM json_each(memory.tags) AS held
  WHERE held.value IN (SELECT value FROM json_each(?)))`;
const ALL_TAGS = `(SELECT count(DISTINCT held.value) FROM json_each(memory.tags) AS held
  WHERE held.value IN (SELECT value FROM json_each(?))) = ?`;

/**
 * A tag that is held stands in the column as JSON writes it: looking for that text is much cheaper than parsing every
 * row's list, and only rows that pass are parsed.
 */
function tagCondition(tags: readonly string[], match: 'any' | 'all'): Condition {
  const texts = tags.slice(0, SQLITE_LIMITS.textualTags).map((tag) => JSON.stringify(tag));
  const each = texts.map(() => 'instr(memory.tags, ?) > 0');
  const list = JSON.stringify(tags);
  if (match === 'any' && texts.length < tags.length) return { sql: ANY_TAG, parameters: [list] };
  if (match === 'any') return { sql: `(${each.join(' OR ')}) AND ${ANY_TAG}`, parameters: [...texts, list] };
  return { sql: `${each.join(' AND ')} AND ${ALL_TAGS}`, parameters: [...texts, list, tags.length] };
}

/**
 * The filter as SQL. For a list, which walks `row_id` downwards, at most one condition may choose an index, and only
 * one whose entries are in `row_id` order or few: a `+` before a column keeps the planner from sorting a whole table.
 */
export function filterCondition(filter: MemoryFilter, use: 'list' | 'all'): Condition {
  const terms: string[] = [];
  const parameters: (string | number)[] = [];
  let indexed = use === 'all';
  const column = (name: string): string => {
    if (use === 'all') return name;
    if (indexed) return `+${name}`;
    indexed = true;
    return name;
  };
  const add = (sql: string, ...values: (string | number)[]) => {
    terms.push(sql);
    parameters.push(...values);
  };
  if (filter.sessionId !== undefined) add(`${column('session_id')} = ?`, filter.sessionId);
  if (filter.memoryType !== undefined) add(`${column('memory_type')} = ?`, filter.memoryType);
  if (filter.namespace !== undefined) add(`${column('namespace')} = ?`, filter.namespace);
  const time = use === 'all' ? 'timestamp' : '+timestamp';
  if (filter.since !== undefined) add(`${time} >= ?`, filter.since);
  if (filter.until !== undefined) add(`${time} < ?`, filter.until);
  const tags = [...new Set(filter.tags ?? [])];
  if (tags.length > 0) {
    const condition = tagCondition(tags, filter.tagMatch ?? 'any');
    add(condition.sql, ...condition.parameters);
  }
  return { sql: terms.length > 0 ? terms.join(' AND ') : '1', parameters };
}

/** Prepared statements by their text: the same few filters come again and again. */
export class FilterStatements {
  private readonly prepared = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {}

  get(sql: string): Database.Statement {
    let statement = this.prepared.get(sql);
    if (statement) return statement;
    if (this.prepared.size >= SQLITE_LIMITS.preparedFilters) this.prepared.clear();
    statement = this.db.prepare(sql);
    this.prepared.set(sql, statement);
    return statement;
  }
}
