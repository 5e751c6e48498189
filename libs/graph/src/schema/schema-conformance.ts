import type { GraphEdge, GraphNode, Json } from '@engram/storage';
import type { AttributeType, GraphSchema } from './graph-schema';

/** One node or edge that the schema does not allow. */
export interface ConformanceProblem {
  kind: 'node' | 'edge';
  /** Node key or edge id. */
  id: string;
  message: string;
}

const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

const FITS: Record<AttributeType, (value: Json) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && DATE.test(value),
  list: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** What the schema says against a node. Attributes that the schema does not name are allowed. */
export function nodeProblems(node: GraphNode, schema: GraphSchema): ConformanceProblem[] {
  const problem = (message: string): ConformanceProblem => ({ kind: 'node', id: node.key, message });
  if (!Object.hasOwn(schema.node_types, node.type)) {
    return [problem(`type "${node.type}" is not in the schema`)];
  }
  const attributes = schema.node_types[node.type]?.attributes ?? {};
  return Object.entries(attributes).flatMap(([name, rule]) => {
    const value = node.attributes[name];
    if (value === undefined) return rule.required ? [problem(`attribute "${name}" is missing`)] : [];
    return FITS[rule.type](value) ? [] : [problem(`attribute "${name}" must be a ${rule.type}`)];
  });
}

/** What the schema says against an edge. */
export function edgeProblems(edge: GraphEdge, schema: GraphSchema): ConformanceProblem[] {
  const problem = (message: string): ConformanceProblem => ({ kind: 'edge', id: edge.id, message });
  const relation = Object.hasOwn(schema.relations, edge.relation)
    ? schema.relations[edge.relation]
    : undefined;
  if (!relation) return [problem(`relation "${edge.relation}" is not in the schema`)];
  return (['from', 'to'] as const).flatMap((end) => {
    const type = edge[end].slice(0, edge[end].indexOf(':'));
    if (relation[end].includes(type)) return [];
    return [
      problem(`"${edge.relation}" goes ${end} ${relation[end].join(' or ')}, not ${type} (${edge[end]})`),
    ];
  });
}
