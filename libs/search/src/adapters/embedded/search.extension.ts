import { join } from 'node:path';
import { InternalError } from '@engram/kernel';
import type { TenantExtension, TenantExtensionContext, TenantExtensionHandle } from '@engram/storage';
import { TenantIndex } from '../../tenant/tenant-index';
import { VectorHeap } from '../../vector/vector-heap';
import type { SearchCalls, SearchExtensionOptions } from './search-calls';

const SNAPSHOT = 'search.index';

type Handlers = {
  [Method in keyof SearchCalls]: (args: SearchCalls[Method]['arguments']) => SearchCalls[Method]['answer'];
};

/** One for all tenants of this thread: what one gives back the next takes. */
let heap: VectorHeap | undefined;

class SearchExtensionHandle implements TenantExtensionHandle {
  private readonly index: TenantIndex;
  private readonly handlers: Handlers;
  private readonly log: TenantExtensionContext['log'];
  private scheduled = false;
  private closed = false;

  constructor({ directory, source, options, log }: TenantExtensionContext) {
    this.log = log;
    const { vectorBytesMax } = (options ?? {}) as SearchExtensionOptions;
    heap ??= new VectorHeap(vectorBytesMax);
    const index = new TenantIndex({ source, heap, path: join(directory, SNAPSHOT), log });
    this.index = index;
    this.handlers = {
      text: ({ query, now }) => index.searchText(query, now),
      vector: ({ query, now }) => index.searchVector(query, now),
      rank: ({ query, now }) => index.rank(query, now),
      stats: () => index.stats(),
    };
  }

  call(method: string, args: unknown): unknown {
    if (!Object.hasOwn(this.handlers, method)) throw new InternalError(`the index has no method "${method}"`);
    return this.handlers[method as keyof Handlers](args as never);
  }

  /** The writers' answers go out first: what they wrote is taken in while they prepare the next. */
  committed(): void {
    if (this.scheduled || !this.index.behind) return;
    this.scheduled = true;
    setImmediate(() => this.catchUp());
  }
  idle(): void {
    this.index.idle();
  }
  bytes(): number {
    return this.index.bytes;
  }
  close(): void {
    this.closed = true;
    this.index.close();
  }

  private catchUp(): void {
    this.scheduled = false;
    if (this.closed) return;
    try {
      this.index.catchUp();
    } catch (error) {
      // The next search meets the same and tells its caller.
      this.log('warn', 'the index could not follow', { error: String(error) });
    }
  }
}

/** Loaded by the storage workers, by the path of this module. */
export const extension: TenantExtension = {
  open: (context) => new SearchExtensionHandle(context),
};
