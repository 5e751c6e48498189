import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';

const NODE_OF_DRIVER_13 = 22;

/**
 * better-sqlite3 12 is the last that runs on Node 20, and compiled against Node 24.19 or newer it ends the process when
 * a statement is collected; 13 does not, and needs Node 22. Both have the same interface.
 */
function driverName(): string {
  const [major] = process.versions.node.split('.').map(Number);
  return (major ?? 0) >= NODE_OF_DRIVER_13 ? 'better-sqlite3-13' : 'better-sqlite3';
}

/** Opens a file or, of a Buffer, its bytes. */
export const SqliteDatabase = createRequire(__filename)(driverName()) as typeof Database;
