import { InitialSchema1767225600000 } from './initial-schema.migration';

/** In order. Each sets `PRAGMA user_version` to its position, counted from 1, in its own transaction. */
export const SQLITE_MIGRATIONS = [InitialSchema1767225600000];
