import { MemoriesService } from '@engram/episodic';
import { GraphQueryService } from '@engram/graph';
import type { CommandRun } from '../command-run';
import { withServices } from '../runtime/services';

export async function status(run: CommandRun): Promise<void> {
  await withServices(run, async (services) => {
    const { tenant, settings } = services;
    const [memories, graph] = await Promise.all([
      services.get(MemoriesService).stats(tenant),
      services.get(GraphQueryService).stats(tenant),
    ]);
    const space = memories.embeddingSpace;
    const document = {
      tenant_id: tenant,
      home: settings.home,
      version: services.version,
      memories: memories.memories,
      passages: memories.passages,
      pending_embeddings: memories.pendingEmbeddings,
      sessions: memories.sessions,
      embedding_space: space,
      graph: {
        nodes: graph.nodes,
        edges: graph.edges,
        nodes_by_type: graph.nodesByType,
        edges_by_relation: graph.edgesByRelation,
      },
    };
    await run.output.answer(document, (page) => {
      page.fields({
        tenant,
        'data folder': settings.home,
        version: services.version,
        memories: memories.memories,
        passages: memories.passages,
        'embeddings owed': memories.pendingEmbeddings,
        sessions: memories.sessions,
        'embedding space': space && `${space.provider}/${space.model}, ${space.dimensions} dimensions`,
        nodes: counted(graph.nodes, graph.nodesByType),
        edges: counted(graph.edges, graph.edgesByRelation),
      });
    });
  });
}

/** Kinds that are named; the rest is summed up. */
const NAMED = 8;

function counted(total: number, byKind: Record<string, number>): string {
  const kinds = Object.entries(byKind).sort(([, a], [, b]) => b - a);
  const named = kinds.slice(0, NAMED).map(([kind, count]) => `${kind} ${count}`);
  if (kinds.length > NAMED) named.push(`${kinds.length - NAMED} more kinds`);
  return named.length > 0 ? `${total} (${named.join(', ')})` : String(total);
}
