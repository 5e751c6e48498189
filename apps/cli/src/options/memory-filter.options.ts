import type { MEMORY_TYPE_CHOICES } from '../option-values';

/** Which memories: the same conditions wherever memories are chosen. */
export interface MemoryFilterOptions {
  type?: (typeof MEMORY_TYPE_CHOICES)[number];
  tags?: string[];
  tagMatch?: 'any' | 'all';
  namespace?: string;
  session?: string;
  since?: string;
  until?: string;
}
