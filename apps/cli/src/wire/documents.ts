import type { GraphEdge, GraphNode, Memory, Subgraph } from '@engram/storage';
import type { EpochMs } from '@engram/kernel';

// What `--json` prints: the same names and forms as in the HTTP contract.

export function timeDocument(time: EpochMs): string;
export function timeDocument(time: EpochMs | null): string | null;
export function timeDocument(time: EpochMs | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

export function memoryDocument(memory: Memory) {
  return {
    id: memory.id,
    content: memory.content,
    memory_type: memory.memoryType,
    priority: memory.priority,
    tags: memory.tags,
    entities: memory.entities,
    metadata: memory.metadata,
    namespace: memory.namespace,
    session_id: memory.sessionId,
    session_order: memory.sessionOrder,
    topic_key: memory.topicKey,
    revision: memory.revision,
    timestamp: timeDocument(memory.timestamp),
    created_at: timeDocument(memory.createdAt),
    updated_at: timeDocument(memory.updatedAt),
    expires_at: timeDocument(memory.expiresAt),
    access_count: memory.accessCount,
    last_accessed_at: timeDocument(memory.lastAccessedAt),
    source: memory.source,
  };
}

export function nodeDocument(node: GraphNode) {
  return {
    id: node.id,
    key: node.key,
    type: node.type,
    name: node.name,
    labels: node.labels,
    attributes: node.attributes,
    created_at: timeDocument(node.createdAt),
    updated_at: timeDocument(node.updatedAt),
  };
}

export function edgeDocument(edge: GraphEdge) {
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    relation: edge.relation,
    weight: edge.weight,
    attributes: edge.attributes,
    valid_from: timeDocument(edge.validFrom),
    valid_to: timeDocument(edge.validTo),
    recorded_at: timeDocument(edge.recordedAt),
    invalidated_at: timeDocument(edge.invalidatedAt),
    provenance: edge.provenance,
  };
}

export function subgraphDocument(found: Subgraph) {
  return {
    nodes: found.nodes.map(nodeDocument),
    edges: found.edges.map(edgeDocument),
    total: found.total,
    truncated: found.truncated,
  };
}
