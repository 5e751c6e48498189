import type { Status } from '@engram/engine';

/** As `GET /status` answers. */
export function statusDocument(status: Status) {
  return {
    tenant: status.tenant,
    version: status.version,
    memories: status.memories,
    passages: status.passages,
    pending_embeddings: status.pendingEmbeddings,
    sessions: status.sessions,
    nodes: status.nodes,
    edges: status.edges,
    nodes_by_type: status.nodesByType,
    edges_by_relation: status.edgesByRelation,
    embedding_space: status.embeddingSpace,
    sequence: status.sequence,
    index: status.index,
  };
}
