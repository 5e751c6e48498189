import { z } from 'zod';
import type { OperationSpec } from '@engram/http';
import { pageFields, pageOf } from '@engram/http';
import { filterFields, memoryPath, memoryUpdateWire, memoryWire, revisionWire } from './memory.wire';

const TAGS = ['Memories'];
const deletedWire = z.strictObject({ deleted: z.int().describe('How many were erased, or would be.') });

export const listOperation = {
  summary: 'List memories',
  description: 'Newest first by creation; the cursor is stable while others write.',
  tags: TAGS,
  permission: 'memory:read',
  query: z.strictObject({ ...filterFields, ...pageFields }),
  data: pageOf(memoryWire),
} satisfies OperationSpec;

export const getOperation = {
  summary: 'One memory',
  tags: TAGS,
  permission: 'memory:read',
  params: memoryPath,
  data: memoryWire,
  errors: ['NOT_FOUND'],
} satisfies OperationSpec;

export const updateOperation = {
  summary: 'Change a memory',
  description: 'What is left out stays. The earlier state is kept in its history.',
  tags: TAGS,
  permission: 'memory:write',
  params: memoryPath,
  body: memoryUpdateWire,
  data: memoryWire,
  errors: ['NOT_FOUND', 'CONFLICT', 'EMBEDDING_ERROR'],
  example: { body: { priority: 9, tags: ['people', 'important'] } },
} satisfies OperationSpec;

export const historyOperation = {
  summary: 'Earlier states of a memory',
  description: 'Newest first.',
  tags: TAGS,
  permission: 'memory:read',
  params: memoryPath,
  data: z.strictObject({ revisions: z.array(revisionWire) }),
  errors: ['NOT_FOUND'],
} satisfies OperationSpec;

export const deleteOperation = {
  summary: 'Erase a memory',
  description: 'With its history, passages and vectors.',
  tags: TAGS,
  permission: 'memory:write',
  params: memoryPath,
  data: deletedWire,
  errors: ['NOT_FOUND'],
} satisfies OperationSpec;

export const deleteMatchingOperation = {
  summary: 'Erase all memories that match',
  description: 'Needs at least one filter and `confirm=true`; with `dry_run=true` it only counts.',
  tags: TAGS,
  permission: 'memory:write',
  query: z.strictObject({
    ...filterFields,
    confirm: z.boolean().default(false),
    dry_run: z.boolean().default(false),
  }),
  data: deletedWire,
} satisfies OperationSpec;

export const cleanupOperation = {
  summary: 'Erase what has expired',
  tags: ['Operations'],
  permission: 'memory:admin',
  query: z.strictObject({ dry_run: z.boolean().default(false).describe('Only count.') }),
  data: deletedWire,
  idempotent: true,
} satisfies OperationSpec;
