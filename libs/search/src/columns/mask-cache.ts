import type { EpochMs } from '@engram/kernel';
import type { MemoryFilter } from '@engram/storage';
import type { DocumentColumns } from './document-columns';
import { buildMask, type FilterMask } from './filter-mask';

/** Masks kept; the least recently used goes. */
const MASKS_MAX = 8;

/** The masks of the last filters, as long as no document changes and none expires. */
export class MaskCache {
  private readonly masks = new Map<string, FilterMask>();
  private version = -1;

  constructor(private readonly columns: DocumentColumns) {}

  maskOf(filter: MemoryFilter, now: EpochMs): FilterMask {
    const { columns } = this;
    const key = JSON.stringify(conditions(filter));
    if (key === '[]' && !columns.mayExpire(now)) {
      return { count: columns.documents, since: now, until: columns.earliestExpiry };
    }
    if (this.version !== columns.version) this.masks.clear();
    this.version = columns.version;
    const known = this.masks.get(key);
    this.masks.delete(key);
    const mask = known && known.since <= now && now < known.until ? known : buildMask(columns, filter, now);
    this.masks.set(key, mask);
    if (this.masks.size > MASKS_MAX) this.masks.delete(this.masks.keys().next().value as string);
    return mask;
  }
}

/** What a filter asks for, in one form however it was written. */
function conditions(filter: MemoryFilter): unknown[] {
  const tags = filter.tags?.length ? [...new Set(filter.tags)].sort() : undefined;
  const all = [
    filter.memoryType,
    tags,
    tags && (filter.tagMatch ?? 'any'),
    filter.namespace,
    filter.sessionId,
    filter.since,
    filter.until,
  ];
  return all.every((condition) => condition === undefined) ? [] : all.map((condition) => condition ?? null);
}
