import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createEmbeddingProvider } from '@engram/embedding';
import type { MemoryFilter } from '@engram/storage';
import { TenantIndex } from '../../../libs/search/src/tenant/tenant-index';
import { MemoryRows } from '../../../libs/search/src/testing/memory-rows';
import { VectorHeap } from '../../../libs/search/src/vector/vector-heap';
import { Corpus } from '../corpus';
import { latencyOf, type Latency, residentMegabytes, type Row } from '../measure';

const QUERIES = 200;
const BATCH = 1_000;
const NOW = Date.UTC(2026, 0, 1);
const FILTERS: Record<string, MemoryFilter> = {
  none: {},
  '25 %': { tags: ['quarter'] },
  '1 %': { tags: ['rare'] },
};

const embedding = createEmbeddingProvider({ provider: 'hashing' });

function idOf(rowId: number): string {
  const hex = createHash('md5').update(String(rowId)).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function rowsOf(corpus: Corpus, count: number): Promise<MemoryRows> {
  const rows = new MemoryRows();
  for (let from = 0; from < count; from += BATCH) {
    const memories = corpus.memories(from, Math.min(BATCH, count - from));
    const vectors = await embedding.embed(memories.map(({ content }) => content));
    memories.forEach(({ content, memoryType, priority, tags, sessionId, timestamp }, at) => {
      const rowId = from + at + 1;
      const vector = vectors[at] ?? null;
      rows.put({
        ...{ rowId, id: idOf(rowId), content, namespace: 'default', entities: [], expiresAt: null },
        ...{ memoryType: memoryType ?? 'fact', priority: priority ?? 5, tags: tags ?? [] },
        ...{ sessionId: sessionId ?? null, sessionOrder: rowId, timestamp: timestamp ?? NOW },
        passages: [{ passageId: rowId * 100, start: 0, end: content.length, vector }],
      });
    });
  }
  return rows;
}

/** The index of one tenant without its database: build, snapshot, opening, and searches by filter. */
export async function benchIndex(home: string, count: number): Promise<Row[]> {
  const corpus = new Corpus();
  const source = await rowsOf(corpus, count);
  const path = join(home, `index-${count}`);
  const open = () => new TenantIndex({ source, heap: new VectorHeap(), path, log: () => undefined });
  const before = residentMegabytes();
  const building = performance.now();
  const built = open();
  built.stats();
  const buildMs = performance.now() - building;
  const memory = residentMegabytes() - before;
  const closing = performance.now();
  built.close();
  const saveMs = performance.now() - closing;
  const opening = performance.now();
  const index = open();
  index.stats();
  const openMs = performance.now() - opening;
  const texts = Array.from({ length: QUERIES }, () => corpus.query());
  const vectors = await embedding.embed(texts);
  const queries = texts.map((text, at) => ({ text, vector: vectors[at] as Float32Array }));
  const rows = Object.entries(FILTERS).map(([name, filter]): Row => {
    const time = (run: (query: (typeof queries)[number]) => void) => times(queries, run);
    const text = time((query) => index.searchText({ ...query, filter, limit: 50 }, NOW));
    const vector = time((query) => index.searchVector({ ...query, filter, limit: 50 }, NOW));
    const ranked = time((query) => index.rank({ ...query, filter, limit: 10, vectorKind: 'lexical' }, NOW));
    return {
      memories: count,
      filter: name,
      'text p50 ms': text.p50Ms,
      'vector p50 ms': vector.p50Ms,
      'ranked p50 ms': ranked.p50Ms,
      'ranked p99 ms': ranked.p99Ms,
      'build ms': Math.round(buildMs),
      'save ms': Math.round(saveMs),
      'open ms': Math.round(openMs),
      'file MB': Math.round(statSync(path).size / 1e6),
      'held MB': Math.round(index.bytes / 1e6),
      'RSS MB of the build': memory,
    };
  });
  index.close();
  rmSync(path, { force: true });
  return rows;
}

function times<Query>(queries: readonly Query[], run: (query: Query) => void): Latency {
  const samples: number[] = [];
  for (const query of [...queries.slice(0, 50), ...queries]) {
    const start = performance.now();
    run(query);
    samples.push(performance.now() - start);
  }
  return latencyOf(samples.slice(50));
}
