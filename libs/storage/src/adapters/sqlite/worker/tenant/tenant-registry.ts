import type { EpochMs, TenantId } from '@engram/kernel';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import type { WorkerSettings } from '../../sqlite.options';
import type { Use } from '../operation';
import type { OpenTenant } from './open-tenant';
import type { TenantOpener } from './tenant-opener';

/** The tenants that this thread has open, least recently used first. */
export class TenantRegistry {
  private readonly tenants = new Map<TenantId, OpenTenant>();
  private readonly opening = new Map<TenantId, Promise<OpenTenant>>();
  private readonly graphs = new Set<OpenTenant>();
  private cacheKib = 0;
  private indexBytes = 0;

  constructor(
    private readonly opener: TenantOpener,
    private readonly settings: WorkerSettings,
  ) {}

  /** Pinned until {@link release}. A tenant that does not exist is stood in for, unless it is to be made. */
  async acquire(tenant: TenantId, use: Use, now: EpochMs): Promise<OpenTenant> {
    let open = this.usable(tenant, use);
    if (!open && use !== 'create' && !this.opener.exists(tenant)) {
      open = await this.opener.openEmpty(tenant);
    }
    while (!open) {
      const opened = await this.openOnce(tenant, now);
      // Another tenant's opening may have evicted it before this call came to its turn.
      if (this.isOpen(opened)) open = opened;
    }
    open.pins += 1;
    return open;
  }

  /** True where the tenant exists: a stand-in is thrown away after its call. */
  isOpen(open: OpenTenant): boolean {
    return this.tenants.get(open.tenant) === open;
  }

  release(open: OpenTenant): void {
    open.pins -= 1;
    if (!this.isOpen(open)) {
      if (open.pins === 0) open.close();
      return;
    }
    this.weigh(open);
    // At a burst of openings all were in use: those too many go as soon as they are not.
    this.evict();
    if (this.indexBytes > this.settings.maxIndexBytes) this.shrinkIndexes(open);
  }

  /** Marks the graph as used; of those beyond the limit the least recently used one is let go. */
  usedGraph(open: OpenTenant): void {
    this.graphs.delete(open);
    this.graphs.add(open);
    if (this.graphs.size <= this.settings.maxOpenGraphs) return;
    for (const oldest of this.graphs) {
      this.graphs.delete(oldest);
      oldest.rows.releaseGraph();
      break;
    }
  }

  /** Its file turned out to be damaged or gone: what comes next opens it anew and looks at it in full. */
  discard(open: OpenTenant): void {
    this.opener.suspect(open.tenant);
    if (this.isOpen(open)) this.forget(open);
    if (open.pins === 0) open.close();
  }

  *all(): Iterable<OpenTenant> {
    yield* this.tenants.values();
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.opening.values());
    for (const open of [...this.tenants.values()]) {
      await open.writes.settled();
      this.forget(open);
      open.close();
    }
  }

  private usable(tenant: TenantId, use: Use): OpenTenant | undefined {
    const open = this.tenants.get(tenant);
    if (!open) return undefined;
    // What could only be read may have become writable.
    const retry = open.readOnly && use !== 'read' && open.pins === 0;
    if (retry || open.replaced(use !== 'read')) {
      this.discard(open);
      return undefined;
    }
    this.tenants.delete(tenant);
    this.tenants.set(tenant, open);
    return open;
  }

  private openOnce(tenant: TenantId, now: EpochMs): Promise<OpenTenant> {
    const under = this.opening.get(tenant);
    if (under) return under;
    const opening = this.openAnew(tenant, now).finally(() => this.opening.delete(tenant));
    this.opening.set(tenant, opening);
    return opening;
  }

  private async openAnew(tenant: TenantId, now: EpochMs): Promise<OpenTenant> {
    if (!this.opener.exists(tenant)) await this.opener.create(tenant);
    const open = await this.opener.open(tenant, now);
    this.tenants.set(tenant, open);
    this.evict();
    this.shareCache(open);
    return open;
  }

  private evict(): void {
    if (this.tenants.size <= this.settings.maxOpen) return;
    const newest = [...this.tenants.keys()].pop();
    for (const open of this.tenants.values()) {
      if (this.tenants.size <= this.settings.maxOpen) return;
      if (open.pins > 0 || open.tenant === newest) continue;
      this.forget(open);
      open.close();
    }
  }

  private forget(open: OpenTenant): void {
    this.tenants.delete(open.tenant);
    this.graphs.delete(open);
    this.indexBytes -= open.weighedBytes;
  }

  private weigh(open: OpenTenant): void {
    this.indexBytes += open.extensions.bytes - open.weighedBytes;
    open.weighedBytes = open.extensions.bytes;
  }

  /** Closes indexes, least recently used first, down to the limit; that of the tenant in use stays, whatever it holds. */
  private shrinkIndexes(inUse: OpenTenant): void {
    for (const open of this.tenants.values()) {
      if (this.indexBytes <= this.settings.maxIndexBytes) return;
      if (open.pins > 0 || open === inUse) continue;
      open.extensions.close();
      this.weigh(open);
    }
  }

  /** The page cache budget divided among the open tenants, in steps so that not every opening touches all. */
  private shareCache(newest: OpenTenant): void {
    const steps = 2 ** Math.ceil(Math.log2(this.tenants.size));
    const share = Math.floor(this.settings.cacheBytes / 1024 / steps);
    const kib = Math.min(SQLITE_LIMITS.cacheMaxKib, Math.max(SQLITE_LIMITS.cacheMinKib, share));
    if (kib === this.cacheKib) newest.setCache(kib);
    else for (const open of this.tenants.values()) open.setCache(kib);
    this.cacheKib = kib;
  }
}
