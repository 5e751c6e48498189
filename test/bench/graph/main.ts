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
const QUERIES = 200;

async function main(): Promise<void> {
  await withHome(async (home) => {
    const engine = await openEngine({ home, overrides: { 'logging.level': 'warn' } });
    const graph = engine.stores.of(DEFAULT_TENANT).graph;
    const random = new SeededRandom(5);
    const clock = new SystemClock();
    const key = (index: number) => nodeKeyOf('Thing', `thing ${index}`);
    // Preferential: the square pulls the choice towards low numbers.
    const popular = () => Math.floor(random.next() ** 2.5 * NODES);

    let start = performance.now();
    for (let from = 0; from < NODES; from += BATCH) {
      const items = Array.from({ length: Math.min(BATCH, NODES - from) }, (_, offset) => ({
        id: newEdgeId(clock, random),
        type: 'Thing',
        name: `thing ${from + offset}`,
        attributes: { rank: from + offset },
      }));
      await graph.upsertNodes(items);
    }
    const nodesPerSecond = NODES / ((performance.now() - start) / 1000);

    start = performance.now();
    for (let from = 0; from < EDGES; from += BATCH) {
      const items = Array.from({ length: Math.min(BATCH, EDGES - from) }, () => ({
        id: newEdgeId(clock, random),
        from: key(random.below(NODES)),
        to: key(popular()),
        relation: 'links_to',
        attributes: {},
      }));
      await graph.upsertEdges(items);
    }
    const edgesPerSecond = EDGES / ((performance.now() - start) / 1000);

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
