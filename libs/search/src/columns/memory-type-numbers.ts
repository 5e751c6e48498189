import type { MemoryType } from '@engram/storage';

/**
 * How the type of a memory stands in its column, and so in a snapshot: numbers stay. Not taken from the storage lib at
 * run time, which would load the framework into every worker thread.
 */
export const MEMORY_TYPE_NUMBERS: Readonly<Record<MemoryType, number>> = {
  fact: 0,
  decision: 1,
  preference: 2,
  todo: 3,
  error: 4,
  context: 5,
  workflow: 6,
};
