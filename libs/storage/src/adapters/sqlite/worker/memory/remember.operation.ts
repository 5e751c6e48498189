import { ConflictError } from '@engram/kernel';
import type { EpochMs } from '@engram/kernel';
import type { EmbeddingSpace, Memory } from '../../../../model/memory';
import type { Idempotency, RememberOutcome } from '../../../../ports/memory-store.port';
import type { PackedPassage, PackedWrite } from '../../rpc/vector-packing';
import type { TenantRows } from '../tenant/tenant-rows';
import { assertWellFormed } from '../well-formed';
import { type MemoryRow, toMemory } from './memory-row';
import { type MemoryRows, newMemory } from './memory-rows';

export interface RememberArgs {
  items: PackedWrite[];
  vectors: Float32Array;
  space: EmbeddingSpace;
  idempotency?: Idempotency | undefined;
}

export function isExpired(row: { expires_at: number | null }, now: EpochMs): boolean {
  return row.expires_at !== null && row.expires_at <= now;
}

/** @throws ConflictError a vector that is not of the announced space. */
export function assertDimensions(passages: readonly PackedPassage[], space: EmbeddingSpace): void {
  for (const { at, length } of passages) {
    if (at < 0 || length === space.dimensions) continue;
    throw new ConflictError(
      `a vector has ${length} dimensions, its embedding space ${space.dimensions}: check the embedding provider`,
    );
  }
}

/** One session's next position is read once for all items of a request. */
class SessionOrders {
  private readonly next = new Map<string, number>();

  constructor(private readonly memories: MemoryRows) {}

  take(sessionId: string, namespace: string): number {
    const key = JSON.stringify([sessionId, namespace]);
    const order = this.next.get(key) ?? this.memories.nextOrder(sessionId, namespace);
    this.next.set(key, order + 1);
    return order;
  }
}

function create(rows: TenantRows, item: PackedWrite, orders: SessionOrders, now: EpochMs): [number, Memory] {
  const order = item.sessionId === null ? null : orders.take(item.sessionId, item.namespace);
  const memory = newMemory(item, order, now);
  return [rows.memories.insert(memory), memory];
}

/** The memory keeps its id, its age and its accesses; the rest becomes what was sent. */
function supersede(held: MemoryRow, item: PackedWrite, orders: SessionOrders, now: EpochMs): Memory {
  const before = toMemory(held);
  const { passages: _, ...given } = item;
  const stays = item.sessionId === null || item.sessionId === held.session_id;
  return {
    ...before,
    ...given,
    id: before.id,
    sessionId: stays ? before.sessionId : item.sessionId,
    sessionOrder: stays ? before.sessionOrder : orders.take(item.sessionId as string, item.namespace),
    revision: before.revision + 1,
    updatedAt: now,
  };
}

/** What holds the item's topic now. An expired memory is gone for everybody, so it goes here as well. */
function topicHolder(rows: TenantRows, item: PackedWrite, now: EpochMs): MemoryRow | undefined {
  if (item.topicKey === null) return undefined;
  const held = rows.memories.findTopic(item.topicKey, item.namespace);
  if (!held || !isExpired(held, now)) return held;
  rows.memories.delete(held.row_id);
  rows.changes.append({ entity: 'memory', entityId: held.id, rowId: held.row_id, operation: 'delete' }, now);
  return undefined;
}

function rememberAll(rows: TenantRows, args: RememberArgs, now: EpochMs): RememberOutcome[] {
  rows.space.ensure(args.space);
  const orders = new SessionOrders(rows.memories);
  return args.items.map((item) => {
    assertWellFormed(item.content, 'content');
    assertDimensions(item.passages, args.space);
    const held = topicHolder(rows, item, now);
    if (!held) {
      const [rowId, memory] = create(rows, item, orders, now);
      rows.memories.addPassages(rowId, item.passages, args.vectors);
      rows.changes.append({ entity: 'memory', entityId: memory.id, rowId, operation: 'create' }, now);
      return { status: 'created', memory };
    }
    const memory = supersede(held, item, orders, now);
    rows.memories.keepRevision(held.row_id);
    rows.memories.replace(held.row_id, memory);
    rows.memories.replacePassages(held.row_id, item.passages, args.vectors);
    const change = {
      entity: 'memory',
      entityId: memory.id,
      rowId: held.row_id,
      operation: 'update',
    } as const;
    rows.changes.append(change, now);
    return { status: 'updated', memory };
  });
}

export function remember(rows: TenantRows, args: RememberArgs, now: EpochMs): RememberOutcome[] {
  return rows.idempotency.once(args.idempotency, now, () => rememberAll(rows, args, now));
}
