import type { Change, IntegrityReport } from '../../../../ports/stores.port';
import type { Operations } from '../operation';
import type { TenantRows } from './tenant-rows';
import { verifyTenant } from './tenant-verification';

export const TENANT_OPERATIONS = {
  sequence: { use: 'read', run: (rows: TenantRows): number => rows.changes.sequence() },
  changes: {
    use: 'read',
    run: (rows: TenantRows, args: { after: number; limit: number }): Change[] =>
      rows.changes.after(args.after, args.limit),
  },
  verify: { use: 'read', run: (rows: TenantRows): IntegrityReport => verifyTenant(rows.db) },
} as const satisfies Operations;
