import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { EpochMs } from '@engram/kernel';
import type { TenantPaths } from '../../tenant-folder';

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const HEADER_BYTES = 100;

/** What is wrong with the first bytes of a file, if anything: found before SQLite may touch it. */
export function headerProblem(file: string): string | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  try {
    const read = readSync(handle, header, 0, HEADER_BYTES, 0);
    // SQLite takes an empty file for a new database: here it is a lost one.
    if (read < HEADER_BYTES) return `the file holds only ${read} bytes`;
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) return 'the file is not an SQLite database';
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Reads all pages of a file up to `wholeUpToBytes`; of a larger one the schema alone (`verify` reads it whole). */
export function contentProblem(
  db: Database.Database,
  file: string,
  wholeUpToBytes: number,
): string | undefined {
  if (statSync(file).size > wholeUpToBytes) {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return undefined;
  }
  const rows = db.pragma('quick_check(1)') as { quick_check: string }[];
  const first = rows[0]?.quick_check ?? 'no answer from quick_check';
  return first === 'ok' ? undefined : first;
}

/** True while a damaged file was set aside and nothing has been put in its place. */
export function awaitsOperator(paths: TenantPaths): boolean {
  return existsSync(paths.marker) && !existsSync(paths.file);
}

/** The operator put a sound file back. */
export function clearMarker(paths: TenantPaths): void {
  rmSync(paths.marker, { force: true });
}

/**
 * Moves a damaged file, with its log, into a folder of its own beside it, never over anything, and leaves a marker
 * so that no empty tenant takes its place. Returns that folder.
 */
export function setAside(paths: TenantPaths, finding: string, now: EpochMs): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  let folder = join(paths.directory, `damaged-${stamp}`);
  for (let attempt = 2; existsSync(folder); attempt += 1) {
    folder = join(paths.directory, `damaged-${stamp}-${attempt}`);
  }
  const text = [
    `Engram found this tenant's data file damaged: ${finding}`,
    `It was moved, unchanged, to the folder ${basename(folder)}.`,
    `To go on: put a sound ${basename(paths.file)} here (a backup, or what sqlite3's .recover makes of the damaged one),`,
    'or remove this file to start with an empty tenant.',
    '',
  ].join('\n');
  // The marker first: whatever fails after it, the tenant stays refused.
  writeFileSync(paths.marker, text, { mode: 0o600 });
  mkdirSync(folder, { mode: 0o700 });
  for (const suffix of ['', '-wal', '-shm']) {
    const from = paths.file + suffix;
    if (existsSync(from)) renameSync(from, join(folder, basename(from)));
  }
  return folder;
}
