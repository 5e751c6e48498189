import type { TenantId } from '@engram/kernel';
import { type Change, ChangeFeed, type Sequence } from '../../ports/stores.port';
import type { WorkerPool } from './rpc/worker-pool';

/** Sends each call to the thread that owns the tenant. */
export class SqliteChangeFeed extends ChangeFeed {
  constructor(
    private readonly tenant: TenantId,
    private readonly pool: WorkerPool,
  ) {
    super();
  }

  sequence(): Promise<Sequence> {
    return this.pool.call(this.tenant, { target: 'tenant', method: 'sequence', args: undefined });
  }

  after(sequence: Sequence, limit: number): Promise<Change[]> {
    const args = { after: sequence, limit };
    return this.pool.call(this.tenant, { target: 'tenant', method: 'changes', args });
  }
}
