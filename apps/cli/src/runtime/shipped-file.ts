import { join } from 'node:path';

/** A file that comes with the program: this one runs as `dist/apps/cli/src/runtime/…`, five folders below the package. */
export function shippedFile(path: string): string {
  return join(__dirname, '../../../../..', path);
}
