import { InternalError, StoreUnavailableError } from '@engram/kernel';
import { SQLITE_LIMITS } from '../sqlite.limits';
import type { WorkerReply, WorkerRequest } from '../rpc/protocol';
import { GRAPH_OPERATIONS } from './graph/graph-operations';
import { MEMORY_OPERATIONS } from './memory/memory-operations';
import type { Operation, Operations } from './operation';
import { isDamage, toStoreError } from './sqlite-errors';
import type { OpenTenant } from './tenant/open-tenant';
import { TENANT_OPERATIONS } from './tenant/tenant-operations';
import type { TenantRegistry } from './tenant/tenant-registry';
import type { ContextLog } from './worker-log';
import type { TransferredAnswer } from '../../../ports/tenant-extension.port';

const OPERATIONS: Readonly<Record<string, Operations>> = {
  memory: MEMORY_OPERATIONS,
  graph: GRAPH_OPERATIONS,
  tenant: TENANT_OPERATIONS,
};

export type Reply = (reply: WorkerReply, transfer?: readonly ArrayBuffer[]) => void;

function isTransferred(value: unknown): value is TransferredAnswer {
  return (
    typeof value === 'object' && value !== null && (value as Partial<TransferredAnswer>).transferred === true
  );
}

/** Answers the calls of this thread: reads at once, writes through their tenant's queue. */
export class Dispatcher {
  private readonly idleTimer: NodeJS.Timeout;
  private resting: Iterator<OpenTenant> | undefined;

  constructor(
    private readonly registry: TenantRegistry,
    private readonly context: ContextLog,
    private readonly reply: Reply,
  ) {
    this.idleTimer = setTimeout(() => this.rest(), SQLITE_LIMITS.idleMs);
  }

  async dispatch(request: WorkerRequest): Promise<void> {
    this.resting = undefined;
    let open: OpenTenant | undefined;
    try {
      const operation = request.target === 'extension' ? undefined : this.operationOf(request);
      open = await this.registry.acquire(request.tenant, operation?.use ?? 'read', request.now);
      const value = await this.run(open, operation, request);
      if (isTransferred(value)) this.reply({ id: request.id, value: value.value }, value.transfer);
      else this.reply({ id: request.id, value });
    } catch (error) {
      this.refuse(request, error, open);
    } finally {
      if (open) this.registry.release(open);
      this.idleTimer.refresh();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.idleTimer);
    await this.registry.close();
  }

  private operationOf(request: WorkerRequest): Operation {
    const operation = OPERATIONS[request.target]?.[request.method];
    if (!operation) throw new InternalError(`the store has no operation ${request.target}.${request.method}`);
    return operation;
  }

  private run(open: OpenTenant, operation: Operation | undefined, request: WorkerRequest): unknown {
    const { target, method, args, now, context } = request;
    if (target === 'graph' && this.registry.isOpen(open)) this.registry.usedGraph(open);
    const call = (): unknown =>
      this.context.within(context, () => {
        if (operation) return operation.run(open.rows, args as never, now);
        const dot = method.indexOf('.');
        return open.extensions.call(method.slice(0, dot), method.slice(dot + 1), args);
      });
    if (!operation || operation.use === 'read') return call();
    if (open.readOnly) throw new StoreUnavailableError('the store is read-only: nothing was stored');
    return new Promise((done, failed) => open.writes.push({ run: call, done, failed }));
  }

  private refuse(request: WorkerRequest, error: unknown, open: OpenTenant | undefined): void {
    if (open && isDamage(error)) this.registry.discard(open);
    const known = toStoreError(error);
    if (known !== error) {
      const { tenant, target, method, context } = request;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.context.within(context, () =>
        this.context.log('error', 'a call to the store failed', {
          tenant,
          call: `${target}.${method}`,
          error: text,
        }),
      );
    }
    this.reply({ id: request.id, error: known.toWire() });
  }

  private restTenant(open: OpenTenant): void {
    try {
      open.rest();
    } catch (error) {
      this.context.log('warn', 'a resting tenant could not be tidied up', {
        tenant: open.tenant,
        error: String(error),
      });
    }
  }

  /** Nothing to do for a while: logs are copied into their files, indexes may save themselves, one tenant at a time, until the next call comes. */
  private rest(): void {
    this.resting ??= [...this.registry.all()].values();
    const next = this.resting.next();
    if (next.done) {
      this.resting = undefined;
      return;
    }
    if (this.registry.isOpen(next.value)) this.restTenant(next.value);
    setImmediate(() => {
      if (this.resting) this.rest();
    });
  }
}
