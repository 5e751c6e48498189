import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let version: string | undefined;

/** Of the program that runs: this file runs as `dist/libs/engine/src/status/…`, five folders below the package. */
export function packageVersion(): string {
  version ??= (
    JSON.parse(readFileSync(join(__dirname, '../../../../../package.json'), 'utf8')) as { version: string }
  ).version;
  return version;
}
