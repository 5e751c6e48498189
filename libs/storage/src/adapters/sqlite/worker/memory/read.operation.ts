import { InvalidRequestError } from '@engram/kernel';
import type { EpochMs, MemoryId } from '@engram/kernel';
import type { Memory, MemoryFilter, MemoryRevision } from '../../../../model/memory';
import type { MemoryStats, Page } from '../../../../ports/memory-store.port';
import type { TenantRows } from '../tenant/tenant-rows';
import { filterCondition } from './filter-statements';
import { MEMORY_COLUMNS, type MemoryRow, toMemory, toRevision } from './memory-row';
import { isExpired } from './remember.operation';
import { liveRow } from './update.operation';

/** The `+` keeps the planner from walking the index of expiry times. */
const LIVE = '(+expires_at IS NULL OR +expires_at > ?)';

export function getMany(rows: TenantRows, ids: readonly MemoryId[], now: EpochMs): Memory[] {
  const found: Memory[] = [];
  for (const id of ids) {
    const row = rows.memories.find(id);
    if (row && !isExpired(row, now)) found.push(toMemory(row));
  }
  return found;
}

export interface ListArgs {
  filter: MemoryFilter;
  limit: number;
  cursor?: string | undefined;
}

function encodeCursor(rowId: number): string {
  return Buffer.from(`m1:${rowId}`).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const match = /^m1:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) throw new InvalidRequestError('cursor must be one that a list returned as next_cursor');
  return Number(match[1]);
}

/** Newest first: row ids are given in order of creation, so a page continues below the last one seen. */
export function list(rows: TenantRows, args: ListArgs, now: EpochMs): Page<Memory> {
  const below = args.cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(args.cursor);
  const { sql, parameters } = filterCondition(args.filter, 'list');
  const statement = rows.memories.filters.get(
    `SELECT ${MEMORY_COLUMNS} FROM memory WHERE row_id < ? AND ${LIVE} AND ${sql} ORDER BY row_id DESC LIMIT ?`,
  );
  const found = statement.all(below, now, ...parameters, args.limit + 1) as MemoryRow[];
  const page = found.slice(0, args.limit);
  const last = page[page.length - 1];
  return {
    items: page.map(toMemory),
    nextCursor: found.length > page.length && last ? encodeCursor(last.row_id) : null,
  };
}

export function history(rows: TenantRows, id: MemoryId, now: EpochMs): MemoryRevision[] {
  return rows.memories.revisions(liveRow(rows, id, now).row_id).map(toRevision);
}

export function memoryStats(rows: TenantRows, _: undefined, now: EpochMs): MemoryStats {
  const count = (sql: string, ...parameters: number[]) =>
    rows.memories.filters
      .get(sql)
      .pluck()
      .get(...parameters) as number;
  const expired = count('SELECT count(*) FROM memory WHERE expires_at IS NOT NULL AND expires_at <= ?', now);
  return {
    memories: count('SELECT count(*) FROM memory') - expired,
    passages: count('SELECT count(*) FROM passage'),
    pendingEmbeddings: count('SELECT count(*) FROM passage WHERE embedding IS NULL'),
    sessions: count(
      `SELECT count(*) FROM (SELECT 1 FROM memory WHERE session_id IS NOT NULL GROUP BY session_id, namespace)`,
    ),
    embeddingSpace: rows.space.get(),
  };
}
