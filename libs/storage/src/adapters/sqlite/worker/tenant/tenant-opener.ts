import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from '@engram/kernel';
import type { EpochMs, Random, TenantId } from '@engram/kernel';
import { SQLITE_SCHEMA_VERSION } from '../../../../migrations/sqlite/schema-version';
import { SqliteDatabase } from '../../sqlite-driver';
import { type TenantPaths, tenantPaths } from '../../tenant-folder';
import { SQLITE_LIMITS } from '../../sqlite.limits';
import type { WorkerSettings } from '../../sqlite.options';
import type { ExtensionCatalogue } from '../extension-host';
import { DamagedFileError, isBusy, isDamage, toStoreError } from '../sqlite-errors';
import { type Connection, openConnection } from './database-connection';
import { createDatabaseFile } from './database-creation';
import { awaitsOperator, clearMarker, contentProblem, headerProblem, setAside } from './database-damage';
import { migrate, refuseNewer, schemaVersion } from './database-migration';
import { asFile, buildTemplate } from './database-template';
import { OpenTenant } from './open-tenant';
import type { WorkerLog } from '../../../../ports/tenant-extension.port';

export interface OpenerParts {
  settings: WorkerSettings;
  random: Random;
  catalogue: ExtensionCatalogue;
  log: WorkerLog;
  /** Told when this thread has built the template, so that the others need not. */
  templateBuilt: (template: Uint8Array) => void;
}

/** Remembered as sound in this thread; beyond so many all are checked again. */
const CHECKED_TENANTS = 100_000;

/** Opens a tenant's file: checks it, migrates it, makes it where it is asked for and there is none. */
export class TenantOpener {
  private template: Promise<Uint8Array> | undefined;
  private readonly checked = new Set<TenantId>();

  constructor(private readonly parts: OpenerParts) {}

  useTemplate(template: Uint8Array): void {
    this.template ??= Promise.resolve(template);
  }

  /** The file is looked at in full when it is opened next. */
  suspect(tenant: TenantId): void {
    this.checked.delete(tenant);
  }

  exists(tenant: TenantId): boolean {
    const paths = this.pathsOf(tenant);
    if (existsSync(paths.file)) return true;
    if (awaitsOperator(paths)) throw new DamagedFileError('the damaged file was set aside before');
    return false;
  }

  /** Stands in for tenants that do not exist: they hold nothing. */
  async openEmpty(tenant: TenantId): Promise<OpenTenant> {
    const db = new SqliteDatabase(Buffer.from(await this.emptyFile()));
    return this.assemble(tenant, { db, readOnly: undefined }, undefined);
  }

  async create(tenant: TenantId): Promise<void> {
    const template = await this.emptyFile();
    createDatabaseFile(this.pathsOf(tenant), asFile(template), this.parts.random);
  }

  /** @throws StoreUnavailableError damaged (and set aside), newer than this code, or out of reach. */
  async open(tenant: TenantId, now: EpochMs): Promise<OpenTenant> {
    const paths = this.pathsOf(tenant);
    let connection: Connection | undefined;
    try {
      if (!this.checked.has(tenant)) this.refuseProblem(headerProblem(paths.file));
      connection = await this.connect(paths.file);
      await this.prepare(tenant, connection, paths);
      return this.assemble(tenant, connection, paths.file);
    } catch (error) {
      connection?.db.close();
      this.checked.delete(tenant);
      if (error instanceof DamagedFileError) throw this.setAside(paths, error, now);
      if (isDamage(error)) throw this.setAside(paths, new DamagedFileError(String(error)), now);
      throw toStoreError(error);
    }
  }

  /** The last process to leave holds the file for a moment while it copies the log into it. */
  private async connect(file: string): Promise<Connection> {
    const { maxPages, busyTimeoutMs } = this.parts.settings;
    const started = performance.now();
    for (;;) {
      try {
        return openConnection(file, maxPages);
      } catch (error) {
        if (!isBusy(error) || performance.now() - started >= busyTimeoutMs) throw error;
        await sleep(this.parts.random.below(SQLITE_LIMITS.busyRetryMs));
      }
    }
  }

  private async prepare(tenant: TenantId, connection: Connection, paths: TenantPaths): Promise<void> {
    const { db, readOnly } = connection;
    refuseNewer(db);
    if (!this.checked.has(tenant)) {
      this.refuseProblem(contentProblem(db, paths.file, this.parts.settings.quickCheckBytes));
      if (this.checked.size >= CHECKED_TENANTS) this.checked.clear();
      this.checked.add(tenant);
    }
    if (schemaVersion(db) < SQLITE_SCHEMA_VERSION) {
      if (readOnly) {
        throw new StoreUnavailableError(
          "this tenant's data must be migrated first, but its folder is read-only",
        );
      }
      await migrate(db);
      this.parts.log('info', 'tenant file migrated', { file: paths.file, version: SQLITE_SCHEMA_VERSION });
    }
    if (!readOnly) clearMarker(paths);
  }

  private refuseProblem(problem: string | undefined): void {
    if (problem !== undefined) throw new DamagedFileError(problem);
  }

  private setAside(paths: TenantPaths, error: DamagedFileError, now: EpochMs): DamagedFileError {
    const fields = { file: paths.file, finding: error.finding };
    try {
      const folder = setAside(paths, error.finding, now);
      this.parts.log('error', 'damaged tenant file set aside', { ...fields, setAsideIn: folder });
    } catch (cause) {
      // It stays where it is, and is refused again at the next try.
      this.parts.log('error', 'damaged tenant file could not be set aside', {
        ...fields,
        cause: String(cause),
      });
    }
    return error;
  }

  private assemble(tenant: TenantId, connection: Connection, file: string | undefined): OpenTenant {
    const { settings, random, catalogue, log } = this.parts;
    const { directory } = this.pathsOf(tenant);
    const { busyTimeoutMs } = settings;
    return new OpenTenant({ tenant, directory, file, ...connection, busyTimeoutMs, random, catalogue, log });
  }

  private emptyFile(): Promise<Uint8Array> {
    this.template ??= this.buildTemplate();
    return this.template;
  }

  private async buildTemplate(): Promise<Uint8Array> {
    try {
      const template = await buildTemplate();
      this.parts.templateBuilt(template);
      return template;
    } catch (error) {
      this.template = undefined;
      throw error;
    }
  }

  private pathsOf(tenant: TenantId): TenantPaths {
    return tenantPaths(this.parts.settings.tenantsFolder, tenant);
  }
}
