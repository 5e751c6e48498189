import { createRequire } from 'node:module';
import { InternalError } from '@engram/kernel';
import type { TenantId } from '@engram/kernel';
import type { Sequence } from '../../../ports/stores.port';
import { SQLITE_LIMITS } from '../sqlite.limits';
import { TenantIndexSource } from './tenant/tenant-index-source';
import type { TenantRows } from './tenant/tenant-rows';
import type {
  TenantExtension,
  TenantExtensionHandle,
  TenantExtensionSpec,
  WorkerLog,
} from '../../../ports/tenant-extension.port';

/** The path comes from configuration, at run time. */
const load = createRequire(__filename);

/** The extensions this thread was told of; each module is loaded when first called. */
export class ExtensionCatalogue {
  private readonly loaded = new Map<string, TenantExtension>();

  constructor(private readonly specs: readonly TenantExtensionSpec[]) {}

  spec(name: string): TenantExtensionSpec {
    const spec = this.specs.find((candidate) => candidate.name === name);
    if (!spec) throw new InternalError(`no tenant extension is named "${name}"`);
    return spec;
  }

  get names(): string[] {
    return this.specs.map(({ name }) => name);
  }

  load(spec: TenantExtensionSpec): TenantExtension {
    let extension = this.loaded.get(spec.name);
    if (!extension) {
      extension = (load(spec.module) as { extension: TenantExtension }).extension;
      this.loaded.set(spec.name, extension);
    }
    return extension;
  }
}

export interface HostedTenant {
  tenant: TenantId;
  directory: string;
  rows: TenantRows;
}

/** The extensions of one open tenant: opened at the first call or while it is being filled, closed with it. */
export class ExtensionHost {
  private readonly handles = new Map<string, TenantExtensionHandle>();
  private readonly source: TenantIndexSource;
  /** Where the feed stood at the first commit of this process. */
  private firstCommit: Sequence | undefined;
  /** Something happened since {@link idle}. */
  private stirred = false;
  bytes = 0;

  constructor(
    private readonly hosted: HostedTenant,
    private readonly catalogue: ExtensionCatalogue,
    private readonly log: WorkerLog,
  ) {
    this.source = new TenantIndexSource(hosted.rows);
  }

  call(name: string, method: string, args: unknown): unknown {
    const handle = this.handles.get(name) ?? this.open(name);
    this.stirred = true;
    try {
      return handle.call(method, args);
    } finally {
      this.weigh();
    }
  }

  committed(): void {
    this.stirred = true;
    if (this.handles.size < this.catalogue.names.length) this.openWhereFilled();
    this.forEach('committed', (handle) => handle.committed?.());
  }

  /** True where there was something to do. */
  idle(): boolean {
    if (!this.stirred || this.handles.size === 0) return false;
    this.stirred = false;
    this.forEach('idle', (handle) => handle.idle?.());
    this.weigh();
    return true;
  }

  close(): void {
    this.forEach('close', (handle) => handle.close());
    this.handles.clear();
    this.bytes = 0;
  }

  /** Who follows a tenant from the start of a load has little left to do at the first question after it. */
  private openWhereFilled(): void {
    const sequence = this.source.sequence();
    this.firstCommit ??= sequence;
    if (sequence - this.firstCommit < SQLITE_LIMITS.followedChanges) return;
    for (const name of this.catalogue.names) {
      if (!this.handles.has(name)) this.shielded(name, 'open', () => this.open(name));
    }
  }

  private open(name: string): TenantExtensionHandle {
    const spec = this.catalogue.spec(name);
    const handle = this.catalogue.load(spec).open({
      tenant: this.hosted.tenant,
      directory: this.hosted.directory,
      source: this.source,
      options: spec.options,
      log: this.log,
    });
    this.handles.set(name, handle);
    return handle;
  }

  private weigh(): void {
    let bytes = 0;
    for (const handle of this.handles.values()) bytes += handle.bytes?.() ?? 0;
    this.bytes = bytes;
  }

  /** Derived things may fail; the rows, which are the truth, must not suffer for it. */
  private forEach(event: string, run: (handle: TenantExtensionHandle) => void): void {
    for (const [name, handle] of this.handles) this.shielded(name, event, () => run(handle));
  }

  private shielded(name: string, event: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.log('error', `extension failed at ${event}`, { extension: name, error: String(error) });
    }
  }
}
