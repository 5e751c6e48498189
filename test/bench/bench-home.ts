import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private data folder for one run; gone afterwards, whatever happens. */
export async function withHome<Result>(run: (home: string) => Promise<Result>): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'engram-bench-'));
  try {
    return await run(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** `--sizes 1000,2000` → [1000, 2000]. */
export function numbersOption(name: string, fallback: readonly number[]): number[] {
  const given = option(name);
  return given ? given.split(',').map(Number) : [...fallback];
}

export function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}
