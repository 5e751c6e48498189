/**
 * Every limit that is not a setting, in one place. What happens at each is an `INVALID_REQUEST` that names the
 * field and the limit, unless the comment says otherwise. Settings with their defaults are in the config schema.
 */
export const LIMITS = {
  /** A body larger than this is a `CONTENT_TOO_LARGE`: 1,000 items of 10 KiB with room for their fields. */
  requestBodyBytes: 16 * 1024 * 1024,
  /** Items of one bulk request. */
  bulkItems: 1_000,
  pageItems: 100,
  pageItemsDefault: 20,
  /** `offset + limit` of a ranked answer: what lies deeper is reached by narrowing the filter. */
  rankedDepth: 10_000,
  priorityMin: 1,
  priorityMax: 10,
  priorityDefault: 5,
  tags: 50,
  tagChars: 100,
  entities: 100,
  entityChars: 200,
  /** Of `metadata` or `attributes`, as JSON. */
  metadataBytes: 16 * 1024,
  /** Nesting of `metadata` or `attributes`. */
  metadataDepth: 16,
  namespaceChars: 200,
  sessionIdChars: 200,
  topicKeyChars: 200,
  sourceChars: 500,
  queryChars: 10_000,
  questionChars: 10_000,
  idempotencyKeyChars: 255,
  idempotencyKeyTtlMs: 24 * 3_600_000,
  nodeTypeChars: 100,
  nodeNameChars: 500,
  relationChars: 100,
  nodeDepth: 3,
  queryDepth: 3,
  /** Nodes and edges that one graph answer may visit; beyond it the answer is cut and says so (`truncated`). */
  graphVisited: 100_000,
  ingestMessages: 1_000,
  contextMemories: 100,
  summarizeMemories: 1_000,
  correlationIdChars: 128,
  /** Content longer than this is split into passages. */
  passageThresholdChars: 1_000,
  passageChars: 800,
  passageOverlapChars: 150,
} as const;
