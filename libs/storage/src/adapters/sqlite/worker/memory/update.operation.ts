import { NotFoundError } from '@engram/kernel';
import type { EpochMs, MemoryId } from '@engram/kernel';
import type { EmbeddingSpace, Memory } from '../../../../model/memory';
import type { PackedPatch } from '../../rpc/vector-packing';
import type { TenantRows } from '../tenant/tenant-rows';
import { assertWellFormed } from '../well-formed';
import { type MemoryRow, toMemory } from './memory-row';
import { assertDimensions, isExpired } from './remember.operation';

export interface UpdateArgs {
  id: MemoryId;
  patch: PackedPatch;
  vectors: Float32Array;
  space: EmbeddingSpace;
}

/** @throws NotFoundError also for one that has expired. */
export function liveRow(rows: TenantRows, id: MemoryId, now: EpochMs): MemoryRow {
  const row = rows.memories.find(id);
  if (!row || isExpired(row, now)) throw new NotFoundError('there is no memory with this id');
  return row;
}

export function update(rows: TenantRows, args: UpdateArgs, now: EpochMs): Memory {
  const row = liveRow(rows, args.id, now);
  const { content, ...fields } = args.patch;
  const before = toMemory(row);
  const memory: Memory = { ...before, ...fields, revision: before.revision + 1, updatedAt: now };
  rows.memories.keepRevision(row.row_id);
  if (content) {
    assertWellFormed(content.text, 'content');
    rows.space.ensure(args.space);
    assertDimensions(content.passages, args.space);
    memory.content = content.text;
    rows.memories.replacePassages(row.row_id, content.passages, args.vectors);
  }
  rows.memories.replace(row.row_id, memory);
  const change = { entity: 'memory', entityId: memory.id, rowId: row.row_id, operation: 'update' } as const;
  rows.changes.append(change, now);
  return memory;
}
