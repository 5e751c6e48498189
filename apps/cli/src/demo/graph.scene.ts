import type { DemoWorld } from './demo-world';
import { inMs } from './demo-stage';

interface Known {
  nodes: { key: string; type: string; name: string }[];
  edges: { from: string; relation: string; to: string }[];
  total: number;
}

const NODES = 100;
const EDGES_SHOWN = 8;
const NAMES_SHOWN = 6;

/** What was learned from the conversation: things by type, facts between them, a walk from whoever is connected most. */
export async function graphScene({ stage, client, shipped }: DemoWorld): Promise<void> {
  await stage.scene('graph: what it knows from all that was said');
  const known = await client.get<Known>('/query', { limit: NODES });
  const byType = new Map<string, string[]>();
  for (const { type, name } of known.nodes) byType.set(type, [...(byType.get(type) ?? []), name]);
  await stage.show((page) => {
    for (const [type, names] of byType) {
      const more = names.length > NAMES_SHOWN ? `, … (${names.length})` : '';
      page.line(`   ${page.paint.magenta(type)}: ${names.slice(0, NAMES_SHOWN).join(', ')}${more}`);
    }
    page.line();
    for (const { from, relation, to } of known.edges.slice(0, EDGES_SHOWN)) {
      page.line(`   ${from} ${page.paint.yellow(`—${relation}→`)} ${to}`);
    }
  });
  if (shipped) {
    await stage.promise(
      'things and facts were learned by rules, without a language model',
      known.nodes.length > 0 && known.edges.length > 0,
      `${known.total} things, ${known.edges.length} facts among the first ${known.nodes.length}`,
    );
  }
  const centre = mostConnected(known);
  if (centre !== undefined) await walk(stage, client, centre);
}

function mostConnected({ edges }: Known): string | undefined {
  const degree = new Map<string, number>();
  for (const key of edges.flatMap(({ from, to }) => [from, to])) degree.set(key, (degree.get(key) ?? 0) + 1);
  return [...degree].sort(([, a], [, b]) => b - a)[0]?.[0];
}

async function walk(stage: DemoWorld['stage'], client: DemoWorld['client'], centre: string): Promise<void> {
  const { result, ms } = await stage.timed('graph_walk_ms', () =>
    client.get<Known>('/query', { related_to: centre, depth: 2, limit: 20 }),
  );
  await stage.show((page) => {
    page.line();
    page.line(
      `   within two steps of ${page.paint.bold(centre)}: ${result.total} things ${page.paint.dim(inMs(ms))}`,
    );
    page.text(result.nodes.map(({ key }) => key).join(', '), 5);
  });
}
