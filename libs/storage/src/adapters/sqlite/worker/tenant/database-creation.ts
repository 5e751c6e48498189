import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Random } from '@engram/kernel';
import type { TenantPaths } from '../../tenant-folder';

function syncFolder(folder: string): void {
  // Windows cannot open a folder, and needs no such call.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeDurably(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives the finished file its name, unless another process was first. */
function publish(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code ?? '')) throw error;
    // A file system without links (FAT, some network ones) has no exclusive rename either.
    if (!existsSync(file)) renameSync(temporary, file);
  }
}

/**
 * Makes a tenant's file from the bytes of an empty one: whole or not at all, whatever dies in between, and only once
 * when two processes try.
 */
export function createDatabaseFile(paths: TenantPaths, template: Uint8Array, random: Random): void {
  const firstTenant = mkdirSync(paths.parent, { recursive: true, mode: 0o700 }) !== undefined;
  mkdirSync(paths.directory, { recursive: true, mode: 0o700 });
  const suffix = Buffer.from(random.bytes(8)).toString('hex');
  const temporary = `${paths.file}.${suffix}.new`;
  try {
    writeDurably(temporary, template);
    publish(temporary, paths.file);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(paths.directory);
  syncFolder(paths.parent);
  if (firstTenant) syncFolder(dirname(paths.parent));
}
