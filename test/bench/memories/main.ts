/**
 * Recall in the process, whole (embed, vectors, text, fusion, rows), by number of memories and filter; load rate,
 * memory, and how long a tenant takes to open. `npm run bench -- memories --sizes 10000,100000`
 */
import { performance } from 'node:perf_hooks';
import type { Engine } from '@engram/engine';
import { openEngine } from '@engram/engine';
import { DEFAULT_TENANT } from '@engram/kernel';
import type { MemoryFilter } from '@engram/storage';
import { Corpus } from '../corpus';
import { numbersOption, option, withHome } from '../bench-home';
import type { Row } from '../measure';
import { printTable, residentMegabytes, timeEach } from '../measure';

const BATCH = 1_000;
const QUERIES = Number(option('queries') ?? 300);
const FILTERS: Record<string, MemoryFilter> = {
  none: {},
  '25 %': { tags: ['quarter'] },
  '1 %': { tags: ['rare'] },
};

async function load(engine: Engine, corpus: Corpus, size: number): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < size; from += BATCH) {
    await engine.remember.rememberBulk(DEFAULT_TENANT, corpus.memories(from, Math.min(BATCH, size - from)), {
      atomic: true,
    });
  }
  return size / ((performance.now() - start) / 1000);
}

async function measureSize(size: number): Promise<Row[]> {
  return withHome(async (home) => {
    const corpus = new Corpus();
    let engine = await openEngine({ home, overrides: { 'logging.level': 'warn' } });
    const loadPerSecond = await load(engine, corpus, size);
    await engine.recall.recall(DEFAULT_TENANT, { query: corpus.query(), limit: 10 });
    await engine.close();

    const opening = performance.now();
    engine = await openEngine({ home, overrides: { 'logging.level': 'warn' } });
    await engine.recall.recall(DEFAULT_TENANT, { query: corpus.query(), limit: 10 });
    const openMs = performance.now() - opening;

    const rows: Row[] = [];
    for (const [name, filter] of Object.entries(FILTERS)) {
      const queries = Array.from({ length: QUERIES }, () => corpus.query());
      for (const query of queries.slice(0, 20)) {
        await engine.recall.recall(DEFAULT_TENANT, { query, limit: 10, filter });
      }
      const latency = await timeEach(QUERIES, (index) =>
        engine.recall.recall(DEFAULT_TENANT, { query: queries[index] ?? '', limit: 10, filter }),
      );
      rows.push({
        memories: size,
        filter: name,
        'recall p50 ms': latency.p50Ms,
        'recall p99 ms': latency.p99Ms,
        'load/s': Math.round(loadPerSecond),
        'open ms': Math.round(openMs),
        'RSS MB': residentMegabytes(),
      });
    }
    await engine.close();
    return rows;
  });
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const size of numbersOption('sizes', [10_000, 100_000])) rows.push(...(await measureSize(size)));
  printTable('Recall in the process', rows);
}

void main();
