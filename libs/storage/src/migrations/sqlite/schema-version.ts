/** `PRAGMA user_version` of a tenant's file once every migration has run: their number. */
export const SQLITE_SCHEMA_VERSION = 1;
