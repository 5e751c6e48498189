import { join } from 'node:path';
import type { TenantId } from '@engram/kernel';
import { parseTenantId } from '@engram/kernel';

/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A folder name for a tenant that no other tenant shares, also where `A` and `a` are the same file: an upper-case
 * letter becomes `+` and its lower case. A leading `-` gets a `+` before it (it would look like a flag to a shell), a
 * reserved name one behind it.
 */
export function encodeTenant(tenant: TenantId): string {
  const lower = tenant.replace(/[A-Z]/g, (letter) => `+${letter.toLowerCase()}`).replace(/^-/, '+-');
  return RESERVED.test(lower) ? `${lower}+` : lower;
}

/** Undefined for a folder that is none of ours. */
export function decodeTenant(folder: string): TenantId | undefined {
  const raw = folder.replace(/\+([a-z]?)/g, (_, letter: string) => letter.toUpperCase());
  try {
    const tenant = parseTenantId(raw);
    return encodeTenant(tenant) === folder ? tenant : undefined;
  } catch {
    return undefined;
  }
}

export interface TenantPaths {
  /** The folder of all tenants. */
  readonly parent: string;
  readonly directory: string;
  readonly file: string;
  /** Present while a damaged file waits for an operator. */
  readonly marker: string;
}

export const TENANT_FILE = 'memory.db';

export function tenantPaths(tenantsFolder: string, tenant: TenantId): TenantPaths {
  const directory = join(tenantsFolder, encodeTenant(tenant));
  return {
    parent: tenantsFolder,
    directory,
    file: join(directory, TENANT_FILE),
    marker: join(directory, 'DAMAGED.txt'),
  };
}
