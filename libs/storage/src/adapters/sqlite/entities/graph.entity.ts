import { EntitySchema } from 'typeorm';

export const NodeEntity = new EntitySchema({
  name: 'node',
  tableName: 'node',
  columns: {
    row_id: { type: 'integer', primary: true, generated: 'increment' },
    id: { type: 'text' },
    key: { type: 'text' },
    type: { type: 'text' },
    name: { type: 'text' },
    /** The name without diacritics and case. */
    folded_name: { type: 'text' },
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    labels: { type: 'text' },
    attributes: { type: 'text' },
    /** Name, type and the attributes' text, folded: what a keyword is looked for in. */
    search_text: { type: 'text' },
  },
  indices: [
    { name: 'node_id', columns: ['id'], unique: true },
    { name: 'node_key', columns: ['key'], unique: true },
    { name: 'node_type', columns: ['type', 'key'] },
    { name: 'node_folded_name', columns: ['folded_name'] },
  ],
});

export const EdgeEntity = new EntitySchema({
  name: 'edge',
  tableName: 'edge',
  columns: {
    row_id: { type: 'integer', primary: true, generated: 'increment' },
    id: { type: 'text' },
    from_node: { type: 'integer' },
    to_node: { type: 'integer' },
    relation: { type: 'text' },
    weight: { type: 'real' },
    /** Null is stored as {@link UNBOUNDED_FROM}: SQLite holds two nulls for different in a unique index. */
    valid_from: { type: 'integer' },
    valid_to: { type: 'integer', nullable: true },
    recorded_at: { type: 'integer' },
    invalidated_at: { type: 'integer', nullable: true },
    /** Until when answers hold this edge: from `valid_to` and `invalidated_at`, so that an index can tell. */
    open_until: { type: 'integer' },
    provenance: { type: 'text' },
    attributes: { type: 'text' },
  },
  indices: [
    { name: 'edge_id', columns: ['id'], unique: true },
    {
      name: 'edge_identity',
      columns: ['from_node', 'to_node', 'relation', 'valid_from'],
      unique: true,
      where: 'invalidated_at IS NULL',
    },
    // Both cover a step of a walk: no row is read before the walk is over.
    { name: 'edge_out', columns: ['from_node', 'to_node', 'open_until'] },
    { name: 'edge_in', columns: ['to_node', 'from_node', 'open_until'] },
  ],
  foreignKeys: [
    { name: 'edge_from', target: 'node', columnNames: ['from_node'], referencedColumnNames: ['row_id'] },
    { name: 'edge_to', target: 'node', columnNames: ['to_node'], referencedColumnNames: ['row_id'] },
  ],
});
