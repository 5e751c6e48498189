import { GraphQueryService, canonicalKey } from '@engram/graph';
import type { Subgraph } from '@engram/storage';
import type { CommandRun } from '../command-run';
import type { QueryOptions } from '../options/graph.options';
import type { Printer } from '../output/printer';
import { withServices } from '../runtime/services';
import { subgraphDocument } from '../wire/documents';

export async function query(run: CommandRun<QueryOptions>): Promise<void> {
  const { args, options, output } = run;
  await withServices(run, async (services) => {
    const found = await services.get(GraphQueryService).query(services.tenant, {
      offset: options.offset,
      limit: options.limit,
      ...(args[0] !== undefined && { keyword: args[0] }),
      ...(options.type !== undefined && { nodeType: options.type }),
      ...(options.relatedTo !== undefined && { relatedTo: canonicalKey(options.relatedTo) }),
      ...(options.depth !== undefined && { depth: options.depth }),
    });
    const { offset, limit } = options;
    await output.answer({ ...subgraphDocument(found), offset, limit }, (page) => render(page, found));
    if (found.truncated) output.warn('the graph is larger than one answer may visit: this is a part of it');
  });
}

function render(page: Printer, found: Subgraph): void {
  if (found.nodes.length === 0) {
    page.line('nothing found');
    return;
  }
  page.table(
    [{ title: 'node' }, { title: 'attributes', grows: true }],
    found.nodes.map(({ key, attributes }) => [key, described(attributes)]),
  );
  if (found.edges.length > 0) {
    page.line().table(
      [{ title: 'from' }, { title: 'relation' }, { title: 'to' }, { title: 'weight', align: 'right' }],
      found.edges.map(({ from, relation, to, weight }) => [from, relation, to, weight]),
    );
  }
  page.line().muted(`${found.nodes.length} of ${found.total} nodes, ${found.edges.length} edges among them`);
}

function described(attributes: object): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
