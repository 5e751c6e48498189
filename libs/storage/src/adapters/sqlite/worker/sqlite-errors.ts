import { EngramError, InternalError, StoreUnavailableError } from '@engram/kernel';

/** The file is not what SQLite wrote: nothing in it can be relied on. */
export class DamagedFileError extends StoreUnavailableError {
  constructor(
    /** For the log and the marker. */
    readonly finding: string,
  ) {
    super(
      "this tenant's data file is damaged and was set aside, nothing in it was changed; restore a backup, or remove " +
        'the marker file DAMAGED.txt in its folder to start empty',
      { retryAfterSeconds: 3600 },
    );
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** Also of an error that was already put into words: its cause tells. */
export function isDamage(error: unknown): boolean {
  if (error instanceof EngramError && error.cause !== undefined) return isDamage(error.cause);
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}

/** The file could be read, but not written. */
export function isReadOnly(error: unknown): boolean {
  return /^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EROFS|EPERM)/.test(codeOf(error));
}

const MESSAGES: [RegExp, string, number][] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'the store is busy with another process; try again', 1],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'the disk is full: nothing was stored; free some space and try again', 30],
  [/^(SQLITE_READONLY|EROFS)/, 'the store is read-only: nothing was stored', 30],
  [/^(SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM)/, 'the store cannot be opened: check its permissions', 30],
  [/^ENOENT/, 'the store was moved while it was opened; try again', 1],
  [/^(EMFILE|ENFILE|SQLITE_NOMEM|ENOMEM)/, 'the service is out of files or memory; try again', 5],
  [/^(SQLITE_(IOERR|PROTOCOL)|EIO)/, 'the disk reported an error: nothing was stored', 30],
  [/^SQLITE_(CORRUPT|NOTADB)/, "this tenant's data file is damaged; run `engram verify`", 3600],
];

/** What a caller may know of a failure below: no path, no SQL. Operating errors are STORE_UNAVAILABLE, the rest is a bug. */
export function toStoreError(error: unknown): EngramError {
  if (error instanceof EngramError) return error;
  const code = codeOf(error);
  for (const [pattern, message, retryAfterSeconds] of MESSAGES) {
    if (pattern.test(code)) return new StoreUnavailableError(message, { retryAfterSeconds, cause: error });
  }
  return new InternalError('the store failed; see the log', { cause: error });
}
