import type { EpochMs } from '@engram/kernel';
import type { TenantRows } from './tenant/tenant-rows';

/**
 * What a call needs of its tenant: `read` and `write` find nothing in a tenant that does not exist, `create` makes it.
 * The last two run within a transaction.
 */
export type Use = 'read' | 'write' | 'create';

export interface Operation {
  readonly use: Use;
  run(rows: TenantRows, args: never, now: EpochMs): unknown;
}

export type Operations = Readonly<Record<string, Operation>>;
