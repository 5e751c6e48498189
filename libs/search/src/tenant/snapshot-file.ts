import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** "EGIX" and the version of the form below. */
const MAGIC = 0x58494745;
const VERSION = 1;
/** Magic, version, bytes of the header; then its digest, then itself, then the parts. */
const PREFIX_BYTES = 12;
const DIGEST_BYTES = 32;
/** A header names sessions and tags: far below this in any sound file. */
const HEADER_BYTES_MAX = 512 * 1024 * 1024;
/** Of an unfinished file before it counts as left behind by a process that died. */
const STALE_MS = 3_600_000;
/** One call reads or writes at most this much. */
const CHUNK_BYTES = 256 * 1024 * 1024;

/** The file is not whole, of another version, or not what its digests say. */
export class SnapshotDamagedError extends Error {}

/** Bytes that belong together: read again into one stretch and checked as one. */
export type SnapshotPart = readonly Uint8Array[];

interface Envelope<State> {
  state: State;
  parts: { bytes: number; digest: string }[];
}

function digestOf(part: SnapshotPart): Buffer {
  const hash = createHash('sha256');
  for (const view of part) hash.update(view);
  return hash.digest();
}

/**
 * Replaces the file in one step: whoever opens it finds the old one or the new one, whole. Two processes may write at
 * the same time; one of them wins.
 */
export function writeSnapshotFile<State>(path: string, state: State, parts: readonly SnapshotPart[]): void {
  const envelope: Envelope<State> = {
    state,
    parts: parts.map((part) => ({
      bytes: part.reduce((sum, view) => sum + view.byteLength, 0),
      digest: digestOf(part).toString('base64'),
    })),
  };
  const header = Buffer.from(JSON.stringify(envelope));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  [MAGIC, VERSION, header.byteLength].forEach((word, index) => prefix.writeUInt32LE(word, index * 4));
  const temporary = `${path}.${process.pid}-${threadId}.tmp`;
  try {
    const file = fs.openSync(temporary, 'w', 0o600);
    try {
      for (const view of [prefix, digestOf([header]), header, ...parts.flat()]) writeAll(file, view);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    removeStale(path, temporary);
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

function writeAll(file: number, view: Uint8Array): void {
  for (let done = 0; done < view.byteLength;) {
    done += fs.writeSync(file, view, done, Math.min(CHUNK_BYTES, view.byteLength - done));
  }
}

/** Without it the rename may be undone by a power cut: harmless, but the work would be lost. */
function syncFolder(folder: string): void {
  try {
    const handle = fs.openSync(folder, 'r');
    fs.fsyncSync(handle);
    fs.closeSync(handle);
  } catch {
    // Some systems do not sync folders.
  }
}

function removeStale(path: string, own: string): void {
  const now = fs.statSync(own).mtimeMs;
  const prefix = `${basename(path)}.`;
  for (const name of fs.readdirSync(dirname(path))) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const other = join(dirname(path), name);
    const age = now - (fs.statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > STALE_MS) fs.rmSync(other, { force: true });
  }
}

/** An open snapshot: its state at once, its parts one after the other. */
export class SnapshotReader<State> {
  readonly state: State;
  private readonly parts: Envelope<State>['parts'];
  private part = 0;

  private constructor(
    private readonly file: number,
    envelope: Envelope<State>,
  ) {
    this.state = envelope.state;
    this.parts = envelope.parts;
  }

  /**
   * What `use` makes of the file; undefined where there is none.
   * @throws SnapshotDamagedError
   */
  static open<State, Result>(
    path: string,
    use: (reader: SnapshotReader<State>) => Result,
  ): Result | undefined {
    if (!fs.existsSync(path)) return undefined;
    const file = fs.openSync(path, 'r');
    try {
      return use(new SnapshotReader(file, readEnvelope<State>(file)));
    } finally {
      fs.closeSync(file);
    }
  }

  /** Bytes of the next part. */
  get nextBytes(): number {
    return this.parts[this.part]?.bytes ?? 0;
  }

  /**
   * Fills `target`, which must have the next part's size, and checks it.
   * @throws SnapshotDamagedError
   */
  read(target: Uint8Array): void {
    const part = this.parts[this.part++];
    if (part?.bytes !== target.byteLength) throw new SnapshotDamagedError('a part has another size');
    readAll(this.file, target);
    if (digestOf([target]).toString('base64') !== part.digest) {
      throw new SnapshotDamagedError('a part is not what its digest says');
    }
  }
}

function readEnvelope<State>(file: number): Envelope<State> {
  const prefix = Buffer.alloc(PREFIX_BYTES + DIGEST_BYTES);
  readAll(file, prefix);
  const bytes = prefix.readUInt32LE(8);
  const known = prefix.readUInt32LE(0) === MAGIC && prefix.readUInt32LE(4) === VERSION;
  if (!known || bytes > HEADER_BYTES_MAX) throw new SnapshotDamagedError('not a snapshot of this version');
  const header = Buffer.alloc(bytes);
  readAll(file, header);
  if (!digestOf([header]).equals(prefix.subarray(PREFIX_BYTES))) {
    throw new SnapshotDamagedError('the header is not what its digest says');
  }
  return JSON.parse(header.toString()) as Envelope<State>;
}

function readAll(file: number, target: Uint8Array): void {
  for (let done = 0; done < target.byteLength;) {
    const read = fs.readSync(file, target, done, Math.min(CHUNK_BYTES, target.byteLength - done), null);
    if (read === 0) throw new SnapshotDamagedError('the file ends too early');
    done += read;
  }
}
