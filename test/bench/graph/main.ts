/**
 * A graph whose degrees follow a power law: bulk load and `related_to` at depth 2.
 * `npm run bench -- graph --nodes 100000 --edges 1000000`
 */
import { performance } from 'node:perf_hooks';
import { openEngine } from '@engram/engine';
import { DEFAULT_TENANT, newEdgeId, nodeKeyOf, SeededRandom, SystemClock } from '@engram/kernel';
import { option, withHome } from '../bench-home';
import type { Row } from '../measure';
import { printTable, residentMegabytes, timeEach } from '../measure';

const NODES = Number(option('nodes') ?? 100_000);
const EDGES = Number(option('edges') ?? 1_000_000);
const BATCH = 1_000;
const LOADERS = 4;
const QUERIES = 200;

/** In batches, some of them under way at once, as clients send them. @returns rows per second */
async function load(
  total: number,
  store: (from: number, count: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let next = 0;
  const loader = async (): Promise<void> => {
    while (next < total) {
      const from = next;
      next += BATCH;
      await store(from, Math.min(BATCH, total - from));
    }
  };
  await Promise.all(Array.from({ length: LOADERS }, loader));
  return total / ((performance.now() - start) / 1000);
}

async function main(): Promise<void> {
  await withHome(async (home) => {
    const engine = await openEngine({ home, overrides: { 'logging.level': 'warn' } });
    const graph = engine.stores.of(DEFAULT_TENANT).graph;
    const random = new SeededRandom(5);
    const clock = new SystemClock();
    const key = (index: number) => nodeKeyOf('Thing', `thing ${index}`);
    // Preferential: the square pulls the choice towards low numbers.
    const popular = () => Math.floor(random.next() ** 2.5 * NODES);

    const nodesPerSecond = await load(NODES, (from, count) =>
      graph.upsertNodes(
        Array.from({ length: count }, (_, offset) => ({
          id: newEdgeId(clock, random),
          type: 'Thing',
          name: `thing ${from + offset}`,
          attributes: { rank: from + offset },
        })),
      ),
    );
    const edgesPerSecond = await load(EDGES, (_, count) =>
      graph.upsertEdges(
        Array.from({ length: count }, () => ({
          id: newEdgeId(clock, random),
          from: key(random.below(NODES)),
          to: key(popular()),
          relation: 'links_to',
          attributes: {},
        })),
      ),
    );

    const rows: Row[] = [];
    for (const depth of [1, 2, 3]) {
      const latency = await timeEach(QUERIES, () =>
        graph.query({ relatedTo: key(random.below(NODES)), depth, offset: 0, limit: 20 }),
      );
      rows.push({ depth, 'p50 ms': latency.p50Ms, 'p99 ms': latency.p99Ms, 'RSS MB': residentMegabytes() });
    }
    printTable(`related_to over ${NODES} nodes, ${EDGES} edges`, rows);
    printTable('Bulk load', [
      { 'nodes/s': Math.round(nodesPerSecond), 'edges/s': Math.round(edgesPerSecond) },
    ]);
    await engine.close();
  });
}

void main();
