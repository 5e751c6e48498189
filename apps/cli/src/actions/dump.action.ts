import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { InvalidRequestError } from '@engram/kernel';
import type { TenantStores } from '@engram/storage';
import { Stores } from '@engram/storage';
import type { CommandRun } from '../command-run';
import type { DumpOptions } from '../options/operations.options';
import { withServices } from '../runtime/services';
import { edgeDocument, memoryDocument, nodeDocument } from '../wire/documents';

const KINDS = ['memories', 'nodes', 'edges'] as const;
type Kind = (typeof KINDS)[number];
/** Rows read at a time: what bounds the memory it takes. */
const PAGE = 500;

type Write = (text: string) => Promise<void>;

/** One JSON document a line, `kind` first; rows written meanwhile may or may not be among them. */
export async function dump(run: CommandRun<DumpOptions>): Promise<void> {
  const { options, output } = run;
  const kinds = kindsOf(options.only);
  await withServices(run, async (services) => {
    const stores = services.get(Stores).of(services.tenant);
    const lines = records(stores, kinds);
    if (options.output === undefined || options.output === '-') {
      await writeAll(lines, (text) => output.write(text));
      return;
    }
    const count = await writeFile(options.output, lines);
    output.note(`${count} records written to ${options.output}`);
  });
}

function kindsOf(only: readonly string[] | undefined): readonly Kind[] {
  const unknown = (only ?? []).filter((kind) => !(KINDS as readonly string[]).includes(kind));
  if (unknown.length > 0)
    throw new InvalidRequestError(`--only takes ${KINDS.join(', ')}; not ${unknown.join(', ')}`);
  return only === undefined ? KINDS : KINDS.filter((kind) => only.includes(kind));
}

async function* records(stores: TenantStores, kinds: readonly Kind[]): AsyncGenerator<object> {
  if (kinds.includes('memories')) yield* memories(stores);
  if (kinds.includes('nodes')) yield* nodes(stores);
  if (kinds.includes('edges')) yield* edges(stores);
}

async function* memories({ memories }: TenantStores): AsyncGenerator<object> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof memories.list>> = await memories.list(
      {},
      { limit: PAGE, ...(cursor !== null && { cursor }) },
    );
    for (const memory of page.items) yield { kind: 'memory', ...memoryDocument(memory) };
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function* nodes({ graph }: TenantStores): AsyncGenerator<object> {
  let page = await graph.listNodes({ limit: PAGE });
  while (page.length > 0) {
    for (const node of page) yield { kind: 'node', ...nodeDocument(node) };
    const last = page.at(-1);
    page = last ? await graph.listNodes({ after: last.key, limit: PAGE }) : [];
  }
}

async function* edges({ graph }: TenantStores): AsyncGenerator<object> {
  let page = await graph.listEdges({ limit: PAGE });
  while (page.length > 0) {
    for (const edge of page) yield { kind: 'edge', ...edgeDocument(edge) };
    const last = page.at(-1);
    page = last ? await graph.listEdges({ after: last.id, limit: PAGE }) : [];
  }
}

async function writeAll(lines: AsyncIterable<object>, write: Write): Promise<number> {
  let count = 0;
  for await (const line of lines) {
    await write(`${JSON.stringify(line)}\n`);
    count += 1;
  }
  return count;
}

/** A new file, for its owner alone; half a dump is not left behind. @throws EEXIST */
async function writeFile(path: string, lines: AsyncIterable<object>): Promise<number> {
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await once(stream, 'open');
  try {
    const count = await writeAll(lines, async (text) => {
      if (!stream.write(text)) await once(stream, 'drain');
    });
    stream.end();
    await finished(stream);
    return count;
  } catch (error) {
    stream.destroy();
    await rm(path, { force: true });
    throw error;
  }
}
