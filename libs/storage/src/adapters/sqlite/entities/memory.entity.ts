import { EntitySchema } from 'typeorm';

/**
 * Small columns stand first, so that walking a table past rows that do not match never reads the pages their
 * content overflows into. Times are milliseconds since the epoch; lists and objects are JSON text.
 */
export const MemoryEntity = new EntitySchema({
  name: 'memory',
  tableName: 'memory',
  columns: {
    // AUTOINCREMENT: an id is never given again, so an index can go by it.
    row_id: { type: 'integer', primary: true, generated: 'increment' },
    id: { type: 'text' },
    memory_type: { type: 'text' },
    priority: { type: 'integer' },
    namespace: { type: 'text' },
    session_id: { type: 'text', nullable: true },
    session_order: { type: 'integer', nullable: true },
    topic_key: { type: 'text', nullable: true },
    revision: { type: 'integer' },
    timestamp: { type: 'integer' },
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    expires_at: { type: 'integer', nullable: true },
    access_count: { type: 'integer', default: 0 },
    last_accessed_at: { type: 'integer', nullable: true },
    tags: { type: 'text' },
    entities: { type: 'text' },
    source: { type: 'text', nullable: true },
    metadata: { type: 'text' },
    content: { type: 'text' },
  },
  indices: [
    { name: 'memory_id', columns: ['id'], unique: true },
    { name: 'memory_namespace', columns: ['namespace'] },
    { name: 'memory_type', columns: ['memory_type'] },
    { name: 'memory_timestamp', columns: ['timestamp'] },
    {
      name: 'memory_session',
      columns: ['session_id', 'namespace', 'session_order'],
      unique: true,
      where: 'session_id IS NOT NULL',
    },
    {
      name: 'memory_topic',
      columns: ['topic_key', 'namespace'],
      unique: true,
      where: 'topic_key IS NOT NULL',
    },
    { name: 'memory_expires', columns: ['expires_at'], where: 'expires_at IS NOT NULL' },
  ],
});

/** An earlier state of a memory. */
export const MemoryRevisionEntity = new EntitySchema({
  name: 'memory_revision',
  tableName: 'memory_revision',
  columns: {
    row_id: { type: 'integer', primary: true, generated: 'increment' },
    memory_row: { type: 'integer' },
    revision: { type: 'integer' },
    memory_type: { type: 'text' },
    priority: { type: 'integer' },
    timestamp: { type: 'integer' },
    updated_at: { type: 'integer' },
    tags: { type: 'text' },
    entities: { type: 'text' },
    metadata: { type: 'text' },
    content: { type: 'text' },
  },
  indices: [{ name: 'memory_revision_memory', columns: ['memory_row', 'revision'], unique: true }],
  foreignKeys: [
    {
      name: 'memory_revision_of',
      target: 'memory',
      columnNames: ['memory_row'],
      referencedColumnNames: ['row_id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** A stretch of a memory's content with its vector (float32, little endian). */
export const PassageEntity = new EntitySchema({
  name: 'passage',
  tableName: 'passage',
  columns: {
    row_id: { type: 'integer', primary: true, generated: 'increment' },
    memory_row: { type: 'integer' },
    ordinal: { type: 'integer' },
    start_at: { type: 'integer' },
    end_at: { type: 'integer' },
    embedding: { type: 'blob', nullable: true },
  },
  indices: [
    { name: 'passage_memory', columns: ['memory_row', 'ordinal'], unique: true },
    { name: 'passage_pending', columns: ['memory_row'], where: 'embedding IS NULL' },
  ],
  foreignKeys: [
    {
      name: 'passage_of',
      target: 'memory',
      columnNames: ['memory_row'],
      referencedColumnNames: ['row_id'],
      onDelete: 'CASCADE',
    },
  ],
});
