import { StatusService } from '@engram/engine';
import type { CommandRun } from '../command-run';
import { withServices } from '../runtime/services';
import { statusDocument } from '../wire/status';

export async function status(run: CommandRun): Promise<void> {
  await withServices(run, async (services) => {
    const held = await services.get(StatusService).status(services.tenant);
    const { home } = services.settings;
    const space = held.embeddingSpace;
    await run.output.answer({ ...statusDocument(held), home }, (page) => {
      page.fields({
        tenant: held.tenant,
        'data folder': home,
        version: held.version,
        memories: held.memories,
        passages: held.passages,
        'embeddings owed': held.pendingEmbeddings,
        sessions: held.sessions,
        'embedding space': space && `${space.provider}/${space.model}, ${space.dimensions} dimensions`,
        nodes: counted(held.nodes, held.nodesByType),
        edges: counted(held.edges, held.edgesByRelation),
        index: `${held.index.documents} documents, ${held.index.terms} terms`,
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
