import { InvalidRequestError } from '@engram/kernel';
import type { EpochMs, MemoryId } from '@engram/kernel';
import type { MemoryFilter } from '../../../../model/memory';
import type { Idempotency } from '../../../../ports/memory-store.port';
import type { TenantRows } from '../tenant/tenant-rows';
import { type Condition, filterCondition } from './filter-statements';
import { isExpired } from './remember.operation';

export function remove(rows: TenantRows, id: MemoryId, now: EpochMs): boolean {
  const row = rows.memories.find(id);
  if (!row) return false;
  rows.memories.delete(row.row_id);
  rows.changes.append({ entity: 'memory', entityId: row.id, rowId: row.row_id, operation: 'delete' }, now);
  return !isExpired(row, now);
}

export function countWhere(rows: TenantRows, { sql, parameters }: Condition): number {
  const statement = rows.memories.filters.get(`SELECT count(*) FROM memory WHERE ${sql}`).pluck();
  return statement.get(...parameters) as number;
}

function removeWhere(rows: TenantRows, { sql, parameters }: Condition, now: EpochMs): number {
  const { filters } = rows.memories;
  filters
    .get(
      `INSERT INTO change (entity, entity_id, row_id, operation, at)
       SELECT 'memory', id, row_id, 'delete', ? FROM memory WHERE ${sql}`,
    )
    .run(now, ...parameters);
  return filters.get(`DELETE FROM memory WHERE ${sql}`).run(...parameters).changes;
}

/** Expired memories that match go too: what is to be erased is to be erased. */
function matching(filter: MemoryFilter): Condition {
  const condition = filterCondition(filter, 'all');
  if (condition.parameters.length > 0) return condition;
  throw new InvalidRequestError('name at least one condition: an empty filter would delete every memory');
}

export function countMatching(rows: TenantRows, filter: MemoryFilter): number {
  return countWhere(rows, matching(filter));
}

export function removeMatching(rows: TenantRows, filter: MemoryFilter, now: EpochMs): number {
  return removeWhere(rows, matching(filter), now);
}

function expired(now: EpochMs): Condition {
  return { sql: 'expires_at IS NOT NULL AND expires_at <= ?', parameters: [now] };
}

export function countExpired(rows: TenantRows, _: unknown, now: EpochMs): number {
  return countWhere(rows, expired(now));
}

export function removeExpired(rows: TenantRows, idempotency: Idempotency | undefined, now: EpochMs): number {
  return rows.idempotency.once(idempotency, now, () => removeWhere(rows, expired(now), now));
}

/** Memory id, number of accesses, time of the last one. */
export type Touch = [MemoryId, number, EpochMs];

/** No change record: an access changes nothing that a follower derives. */
export function touch(rows: TenantRows, touches: readonly Touch[]): void {
  for (const [id, count, at] of touches) rows.memories.countAccesses(id, count, at);
}
