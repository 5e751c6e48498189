import { writeSync } from 'node:fs';
import { parseTenantId, SystemClock, SystemRandom } from '@engram/kernel';
import { SqliteStores } from '../adapters/sqlite/sqlite-stores';
import { anEdge, aNode } from './graph-builder';
import { memories, SPACE } from './memory-builder';

/** What a killed writer had been promised: one line of standard output for each answer. */
export interface Acknowledged {
  tenant: string;
  /** Of the idempotency key, and in the content of each of its memories. */
  batch: string;
  ids: string[];
  node: string;
  edge: string;
}

const WRITERS = 16;
const TENANTS = ['alpha', 'beta'].map(parseTenantId);
/** Size of the n-th batch of a writer: mostly single memories, now and then a bulk. */
const batchSize = (round: number) => (round % 5 === 4 ? 20 : 1);

/** Writes to the folder named by its argument, 16 at a time, until it is killed. */
async function main(): Promise<void> {
  const [, , home = '', run = ''] = process.argv;
  const random = new SystemRandom();
  const stores = new SqliteStores({ home, clock: new SystemClock(), random, workers: 2 });
  const write = async (writer: number) => {
    for (let round = 0; ; round += 1) {
      const tenant = TENANTS[(writer + round) % TENANTS.length] as (typeof TENANTS)[number];
      const { memories: store, graph } = stores.of(tenant);
      const batch = `${run}-${writer}-${round}`;
      const size = batchSize(round);
      const items = memories(size).map((item, index) => ({
        ...item,
        content: `${batch} ${index} ${size} đặc biệt\0`,
      }));
      const stored = await store.remember(items, SPACE, { key: batch, fingerprint: batch });
      await graph.upsertNodes([aNode(batch)]);
      const [outcome] = await graph.upsertEdges([anEdge(batch, `hub ${writer}`)], { createMissing: true });
      const ids = stored.map(({ memory }) => memory.id);
      const line: Acknowledged = { tenant, batch, ids, node: `Thing:${batch}`, edge: outcome?.edge.id ?? '' };
      writeSync(1, `${JSON.stringify(line)}\n`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
}

void main();
