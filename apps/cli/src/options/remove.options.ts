import type { MemoryFilterOptions } from './memory-filter.options';

export interface RemoveMemoriesOptions extends MemoryFilterOptions {
  dryRun?: boolean;
  yes?: boolean;
}

export interface CleanupOptions {
  dryRun?: boolean;
}
