import { Stores } from '@engram/storage';
import type { CommandRun } from '../command-run';
import { failureOf } from '../failure';
import { withServices } from '../runtime/services';

interface TenantRow {
  tenant: string;
  memories: number | null;
  nodes: number | null;
  edges: number | null;
  /** Code of what keeps it from being opened. */
  error: string | null;
}

export async function tenants(run: CommandRun): Promise<void> {
  await withServices(run, async (services) => {
    const stores = services.get(Stores);
    const items: TenantRow[] = [];
    for (const tenant of await stores.list()) items.push(await rowOf(stores, tenant));
    await run.output.answer({ items }, (page) => {
      if (items.length === 0) page.line('no tenant holds anything yet');
      else {
        page.table(
          [
            { title: 'tenant', grows: true },
            { title: 'memories', align: 'right' },
            { title: 'nodes', align: 'right' },
            { title: 'edges', align: 'right' },
            { title: 'trouble' },
          ],
          items.map(({ tenant, memories, nodes, edges, error }) => [tenant, memories, nodes, edges, error]),
        );
      }
    });
  });
}

/** A damaged tenant must not hide the others. */
async function rowOf(stores: Stores, tenant: Parameters<Stores['of']>[0]): Promise<TenantRow> {
  try {
    const { memories, graph } = stores.of(tenant);
    const [held, known] = await Promise.all([memories.stats(), graph.stats()]);
    return {
      tenant: tenant,
      memories: held.memories,
      nodes: known.nodes,
      edges: known.edges,
      error: null,
    };
  } catch (error) {
    return { tenant: tenant, memories: null, nodes: null, edges: null, error: failureOf(error).code };
  }
}
