import { EntitySchema } from 'typeorm';

/** The change feed: what followers read, in order of `sequence`. */
export const ChangeEntity = new EntitySchema({
  name: 'change',
  tableName: 'change',
  columns: {
    sequence: { type: 'integer', primary: true, generated: 'increment' },
    entity: { type: 'text' },
    entity_id: { type: 'text' },
    row_id: { type: 'integer' },
    operation: { type: 'text' },
    at: { type: 'integer' },
  },
  // So that an index of memories steps over a million changes of the graph at no cost.
  indices: [{ name: 'change_memory', columns: ['sequence'], where: "entity = 'memory'" }],
});

/** First answers of requests that may be repeated. */
export const IdempotencyEntity = new EntitySchema({
  name: 'idempotency',
  tableName: 'idempotency',
  columns: {
    key: { type: 'text', primary: true },
    fingerprint: { type: 'text' },
    created_at: { type: 'integer' },
    result: { type: 'text' },
  },
  indices: [{ name: 'idempotency_created', columns: ['created_at'] }],
});

/** The one space of all the tenant's vectors: at most one row. */
export const EmbeddingSpaceEntity = new EntitySchema({
  name: 'embedding_space',
  tableName: 'embedding_space',
  columns: {
    row_id: { type: 'integer', primary: true },
    provider: { type: 'text' },
    model: { type: 'text' },
    dimensions: { type: 'integer' },
    version: { type: 'integer' },
  },
});
