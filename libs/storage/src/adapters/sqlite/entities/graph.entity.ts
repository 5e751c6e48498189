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
    valid_from: { type: 'integer', nullable: true },
    valid_to: { type: 'integer', nullable: true },
    recorded_at: { type: 'integer' },
    invalidated_at: { type: 'integer', nullable: true },
    /** Until when answers hold this edge, so that an index can tell: null for ever, {@link NEVER_OPEN} for history. */
    open_until: { type: 'integer', nullable: true },
    provenance: { type: 'text' },
    attributes: { type: 'text' },
  },
  indices: [
    { name: 'edge_id', columns: ['id'], unique: true },
    // Both cover a step of a walk: no row is read before the walk is over. The first also leads to the edge that says
    // the same. A unique index for that would cost a third of the pages that a bulk load writes; the write lock makes
    // look up and insert one step, and `verify` looks for doubles.
    { name: 'edge_out', columns: ['from_node', 'to_node', 'open_until'] },
    { name: 'edge_in', columns: ['to_node', 'from_node', 'open_until'] },
  ],
  foreignKeys: [
    { name: 'edge_from', target: 'node', columnNames: ['from_node'], referencedColumnNames: ['row_id'] },
    { name: 'edge_to', target: 'node', columnNames: ['to_node'], referencedColumnNames: ['row_id'] },
  ],
});

/** How many nodes of a type (`kind` node) and edges of a relation (`kind` edge) there are: counting a million is slow. */
export const GraphCountEntity = new EntitySchema({
  name: 'graph_count',
  tableName: 'graph_count',
  columns: {
    kind: { type: 'text', primary: true },
    name: { type: 'text', primary: true },
    held: { type: 'integer' },
  },
});
