import type { MemoryFilterOptions } from './memory-filter.options';

export interface RecallOptions extends MemoryFilterOptions {
  limit: number;
  offset: number;
  minScore?: number;
  graph: boolean;
  explain?: boolean;
}
