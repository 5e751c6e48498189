/**
 * 1,000 tenants of 100 memories each, touched at random: memory and open files stay within the LRU's bounds.
 * `npm run bench -- tenants --tenants 1000 --open 200`
 */
import { readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { openEngine } from '@engram/engine';
import { parseTenantId, SeededRandom } from '@engram/kernel';
import { Corpus } from '../corpus';
import { option, withHome } from '../bench-home';
import type { Row } from '../measure';
import { printTable, residentMegabytes, timeEach } from '../measure';

const TENANTS = Number(option('tenants') ?? 1_000);
const TOUCHES = Number(option('touches') ?? 2_000);
const MEMORIES = 100;

function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}

async function measure(maxOpen: number): Promise<Row> {
  return withHome(async (home) => {
    const engine = await openEngine({
      home,
      overrides: { 'episodic.max_open': maxOpen, 'logging.level': 'warn' },
    });
    const corpus = new Corpus();
    const random = new SeededRandom(11);
    const tenant = (index: number) => parseTenantId(`tenant-${index}`);
    const start = performance.now();
    for (let index = 0; index < TENANTS; index++) {
      await engine.remember.rememberBulk(tenant(index), corpus.memories(index * MEMORIES, MEMORIES), {
        atomic: true,
      });
    }
    const createMs = (performance.now() - start) / TENANTS;
    let mostFiles = 0;
    const latency = await timeEach(TOUCHES, async (index) => {
      await engine.recall.recall(tenant(random.below(TENANTS)), { query: corpus.query(), limit: 10 });
      if (index % 50 === 0) mostFiles = Math.max(mostFiles, openFiles());
    });
    const row = {
      tenants: TENANTS,
      'open at most': maxOpen,
      'create and fill ms': createMs,
      'recall p50 ms': latency.p50Ms,
      'recall p99 ms': latency.p99Ms,
      'open files': mostFiles,
      'RSS MB': residentMegabytes(),
    };
    await engine.close();
    return row;
  });
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const maxOpen of [100, 1_000]) rows.push(await measure(maxOpen));
  printTable('Many tenants, touched at random', rows);
}

void main();
