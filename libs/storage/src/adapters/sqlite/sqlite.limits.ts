/** What bounds the SQLite adapter beside its settings. */
export const SQLITE_LIMITS = {
  /** Writes of one tenant that share a commit; more wait for the next one. */
  groupWrites: 256,
  /** How long a commit waits for writers that took part in the last one. */
  lingerMs: 1,
  /** Pages in the log before a commit copies them into the file; an idle thread does so earlier. */
  logPages: 8_192,
  /** What is left of the log once it has been copied. */
  logKeptBytes: 8 * 1024 * 1024,
  /** Memories whose accesses are counted before they are flushed early. */
  touchedMemories: 10_000,
  /** How often counted accesses are written. */
  touchFlushMs: 5_000,
  /** A worker that had nothing to do for so long lets its indexes save themselves. */
  idleMs: 1_000,
  /** SQLite's own wait for another process's lock; the rest of `busyTimeoutMs` is waited without blocking. */
  busyWaitMs: 100,
  /** Between two tries for a lock, at most. */
  busyRetryMs: 25,
  /** How long an open file may go unchecked for having been replaced below us. */
  replacedCheckMs: 250,
  /** Changes of one process after which a tenant's indexes follow it unasked. */
  followedChanges: 256,
  /** Page cache of one tenant, whatever the budget says. */
  cacheMinKib: 256,
  cacheMaxKib: 32 * 1024,
  /** Tenants whose worker is remembered; further ones are spread by hash. */
  placedTenants: 65_536,
  /** First answers older than their time to live that one write clears away in passing. */
  purgedKeys: 100,
  /** Distinct filters whose prepared statements are kept for each tenant. */
  preparedFilters: 32,
  /** Words of a keyword query: a query with more is an INVALID_REQUEST. */
  keywordWords: 32,
  /** Tags of a filter that are looked for as text before lists are parsed. */
  textualTags: 50,
  /** Revisions that a history tells, the newest ones. */
  revisions: 1_000,
  /** Problems of one kind that a verification lists. */
  reportedProblems: 20,
} as const;
