import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Random, TenantId } from '@engram/kernel';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import { type ExtensionCatalogue, ExtensionHost } from '../extension-host';
import type { Connection } from './database-connection';
import { TenantRows } from './tenant-rows';
import { WriteQueue } from './write-queue';
import type { WorkerLog } from '../../../../ports/tenant-extension.port';

export interface OpenTenantParts {
  tenant: TenantId;
  directory: string;
  /** Undefined for the stand-in of tenants that do not exist. */
  file: string | undefined;
  db: Database.Database;
  readOnly: Connection['readOnly'];
  busyTimeoutMs: number;
  random: Random;
  catalogue: ExtensionCatalogue;
  log: WorkerLog;
}

/** Of a file that is read by a copy it also says whether that copy is still what the file holds. */
function fileIdentity(file: string, copied: boolean): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  const identity = `${stat.dev}:${stat.ino}`;
  if (!copied) return identity;
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return `${identity}:${stat.mtimeMs}:${log?.mtimeMs}`;
}

/** One tenant that this thread has open: its connection and all that hangs on it. */
export class OpenTenant {
  readonly tenant: TenantId;
  readonly directory: string;
  readonly readOnly: Connection['readOnly'];
  readonly rows: TenantRows;
  readonly writes: WriteQueue;
  readonly extensions: ExtensionHost;
  /** Calls under way, waiting writes included: it is not closed below them. */
  pins = 0;
  /** Of its indexes, as the registry has last added them up. */
  weighedBytes = 0;
  private readonly identity: string | undefined;
  private lastCheck = performance.now();
  /** Something was committed since the log was last copied into the file. */
  private logGrew = false;

  constructor(private readonly parts: OpenTenantParts) {
    this.tenant = parts.tenant;
    this.directory = parts.directory;
    this.readOnly = parts.readOnly;
    this.rows = new TenantRows(parts.db);
    this.extensions = new ExtensionHost(this, parts.catalogue, parts.log);
    this.writes = new WriteQueue(parts.db, parts.busyTimeoutMs, parts.random, () =>
      this.extensions.committed(),
    );
    this.identity = this.currentIdentity();
  }

  /**
   * True where the file was moved away or another one put in its place (a restore, a deletion, damage found by
   * another process): what is written here would be lost. Writes always ask, reads now and then.
   */
  replaced(always: boolean): boolean {
    if (this.parts.file === undefined) return false;
    const now = performance.now();
    if (!always && now - this.lastCheck < SQLITE_LIMITS.replacedCheckMs) return false;
    this.lastCheck = now;
    return this.currentIdentity() !== this.identity;
  }

  private currentIdentity(): string | undefined {
    const { file, readOnly } = this.parts;
    return file === undefined ? undefined : fileIdentity(file, readOnly === 'copy');
  }

  setCache(kib: number): void {
    this.parts.db.pragma(`cache_size = -${kib}`);
  }

  /** Time for what need not be done while somebody waits. */
  rest(): void {
    if (this.logGrew) {
      this.logGrew = false;
      this.parts.db.pragma('wal_checkpoint(PASSIVE)');
    }
    this.extensions.idle();
  }

  close(): void {
    this.extensions.close();
    this.parts.db.close();
  }
}
