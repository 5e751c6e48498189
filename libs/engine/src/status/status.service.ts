import { Injectable } from '@nestjs/common';
import type { TenantId } from '@engram/kernel';
import { TextIndex } from '@engram/search';
import type { EmbeddingSpace } from '@engram/storage';
import { Stores } from '@engram/storage';
import { packageVersion } from './package-version';

export interface Status {
  tenant: TenantId;
  version: string;
  memories: number;
  passages: number;
  pendingEmbeddings: number;
  sessions: number;
  nodes: number;
  edges: number;
  nodesByType: Record<string, number>;
  edgesByRelation: Record<string, number>;
  embeddingSpace: EmbeddingSpace | null;
  sequence: number;
  index: { documents: number; terms: number; bytes: number; sequence: number; lag: number };
}

/** What a tenant holds, and how far its index is behind its rows. */
@Injectable()
export class StatusService {
  constructor(
    private readonly stores: Stores,
    private readonly text: TextIndex,
  ) {}

  async status(tenant: TenantId): Promise<Status> {
    const { memories, graph, feed } = this.stores.of(tenant);
    const [memory, known, index, sequence] = await Promise.all([
      memories.stats(),
      graph.stats(),
      this.text.stats(tenant),
      feed.sequence(),
    ]);
    return {
      tenant,
      version: packageVersion(),
      ...memory,
      ...known,
      sequence,
      index: {
        documents: index.documents,
        terms: index.terms,
        bytes: index.bytes,
        sequence: index.sequence,
        lag: Math.max(0, sequence - index.sequence),
      },
    };
  }
}
