import { EdgesService, NodesService, canonicalKey } from '@engram/graph';
import { InvalidRequestError, parseEdgeId } from '@engram/kernel';
import type { JsonObject } from '@engram/storage';
import type { CommandRun } from '../command-run';
import type { AddEdgeOptions, AddNodeOptions } from '../options/graph.options';
import { parseTime } from '../input/time-input';
import { withServices } from '../runtime/services';
import { edgeDocument, nodeDocument } from '../wire/documents';

export async function addNode(run: CommandRun<AddNodeOptions>): Promise<void> {
  const { args, options, output } = run;
  const [type = '', name = ''] = args;
  await withServices(run, async (services) => {
    const { status, node } = await services.get(NodesService).upsert(services.tenant, {
      type,
      name,
      ...attributesOf(options),
      ...(options.labels && { labels: options.labels }),
    });
    await output.answer({ status, ...nodeDocument(node) }, (page) =>
      page.line(`${page.paint.green('✔')} node ${status}  ${page.paint.bold(node.key)}`),
    );
  });
}

export async function addEdge(run: CommandRun<AddEdgeOptions>): Promise<void> {
  const { args, options, output } = run;
  const [from = '', relation = '', to = ''] = args;
  await withServices(run, async (services) => {
    const now = services.clock.now();
    const { status, edge } = await services.get(EdgesService).upsert(
      services.tenant,
      {
        from,
        relation,
        to,
        weight: options.weight,
        ...attributesOf(options),
        ...(options.validFrom !== undefined && {
          validFrom: parseTime(options.validFrom, '--valid-from', now),
        }),
        ...(options.validTo !== undefined && { validTo: parseTime(options.validTo, '--valid-to', now) }),
      },
      { createMissing: options.createMissing ?? false },
    );
    await output.answer({ status, ...edgeDocument(edge) }, (page) => {
      page.line(
        `${page.paint.green('✔')} edge ${status}  ${page.paint.bold(`${edge.from} —${edge.relation}→ ${edge.to}`)}  ${page.paint.dim(edge.id)}`,
      );
    });
  });
}

export async function removeNode(run: CommandRun): Promise<void> {
  const key = canonicalKey(run.args[0] ?? '');
  await withServices(run, async (services) => {
    const { edgesDeleted } = await services.get(NodesService).remove(services.tenant, key);
    await run.output.answer({ key, deleted: true, edges_deleted: edgesDeleted }, (page) =>
      page.line(`${page.paint.green('✔')} removed ${page.paint.bold(key)} with ${edgesDeleted} edge(s)`),
    );
  });
}

export async function removeEdge(run: CommandRun): Promise<void> {
  const id = parseEdgeId(run.args[0]);
  await withServices(run, async (services) => {
    await services.get(EdgesService).remove(services.tenant, id);
    await run.output.answer({ id, deleted: true }, (page) =>
      page.line(`${page.paint.green('✔')} removed edge ${page.paint.dim(id)}`),
    );
  });
}

function attributesOf({ attributes, attribute }: AddNodeOptions): { attributes?: JsonObject } {
  if (attributes && attribute) {
    const twice = Object.keys(attribute).filter((key) => key in attributes);
    if (twice.length > 0) throw new InvalidRequestError(`attribute given twice: ${twice.join(', ')}`);
  }
  if (!attributes && !attribute) return {};
  return { attributes: { ...(attributes as JsonObject | undefined), ...attribute } };
}
