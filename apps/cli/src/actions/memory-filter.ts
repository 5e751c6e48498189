import type { EpochMs } from '@engram/kernel';
import type { MemoryFilter } from '@engram/storage';
import type { MemoryFilterOptions } from '../options/memory-filter.options';
import { parseTime } from '../input/time-input';

/** @throws InvalidRequestError for a time that is none. */
export function memoryFilter(options: MemoryFilterOptions, now: EpochMs): MemoryFilter {
  return {
    ...(options.type && { memoryType: options.type }),
    ...(options.tags && { tags: options.tags }),
    ...(options.tagMatch && { tagMatch: options.tagMatch }),
    ...(options.namespace !== undefined && { namespace: options.namespace }),
    ...(options.session !== undefined && { sessionId: options.session }),
    ...(options.since !== undefined && { since: parseTime(options.since, '--since', now) }),
    ...(options.until !== undefined && { until: parseTime(options.until, '--until', now) }),
  };
}
