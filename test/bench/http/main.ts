/**
 * The server as a process of its own under 16 clients: durable remember, bulk, recall; its event loop's delay and its
 * memory meanwhile. `npm run bench -- http --memories 100000`
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { RememberInput } from '@engram/episodic';
import { ServerProcess } from '@engram-test/server-process';
import { option, withHome } from '../bench-home';
import { Corpus } from '../corpus';
import type { Row } from '../measure';
import { printTable } from '../measure';

const MEMORIES = Number(option('memories') ?? 100_000);
const CLIENTS = Number(option('clients') ?? 16);
const BULK_CLIENTS = 4;
const BULK_ITEMS = 500;
const SECONDS = Number(option('seconds') ?? 10);
/** Made beforehand, so that the clients spend their time on sending. */
const BODIES = 500;

interface Load {
  method: 'GET' | 'POST';
  path: string;
  bodies?: string[];
  paths?: string[];
  clients: number;
  /** Instead of a time. */
  requests?: number;
}

function wire({ content, sessionId, timestamp, priority, memoryType, tags }: RememberInput): object {
  return {
    content,
    session_id: sessionId,
    timestamp: new Date(timestamp ?? 0).toISOString(),
    priority,
    memory_type: memoryType,
    tags,
  };
}

async function run(url: string, load: Load): Promise<autocannon.Result> {
  const headers = load.method === 'POST' ? { 'content-type': 'application/json' } : {};
  const requests = load.bodies
    ? load.bodies.map((body) => ({ method: load.method, path: load.path, headers, body }))
    : (load.paths ?? [load.path]).map((path) => ({ method: load.method, path }));
  let client = 0;
  return autocannon({
    url,
    connections: load.clients,
    // Each client has a share of its own: else all would send the same at once.
    setupClient: (connection) => {
      const share = requests.filter((_, index) => index % load.clients === client);
      client += 1;
      connection.setRequests(share);
    },
    ...(load.requests === undefined ? { duration: SECONDS } : { amount: load.requests }),
  });
}

interface Inside {
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  rssMegabytes: number;
}

/** Since the last time it was asked. */
async function loopDelay(server: ServerProcess): Promise<Inside> {
  server.child.kill('SIGUSR2');
  await sleep(200);
  const line = server.log.slice(server.log.lastIndexOf('loop-delay ')).split('\n', 1)[0] ?? '';
  return JSON.parse(line.slice('loop-delay '.length)) as Inside;
}

async function main(): Promise<void> {
  await withHome(async (home) => {
    const server = await ServerProcess.start({
      home,
      preload: [join(__dirname, 'loop-delay.js')],
    });
    const corpus = new Corpus();
    const rows: Row[] = [];
    const measure = async (name: string, load: Load, itemsPerRequest = 1): Promise<void> => {
      await loopDelay(server);
      const result = await run(server.url, load);
      const inside = await loopDelay(server);
      rows.push({
        load: name,
        clients: load.clients,
        'items/s': Math.round((result['2xx'] * itemsPerRequest) / result.duration),
        'p50 ms': result.latency.p50,
        'p99 ms': result.latency.p99,
        'not 2xx': result.non2xx + result.errors + result.timeouts,
        'loop delay p50 ms': inside.p50Ms,
        'loop delay p99 ms': inside.p99Ms,
        'server RSS MB': inside.rssMegabytes,
      });
    };

    const bulks = Array.from({ length: Math.ceil(MEMORIES / BULK_ITEMS) }, (_, batch) =>
      JSON.stringify({ items: corpus.memories(batch * BULK_ITEMS, BULK_ITEMS).map(wire) }),
    );
    const bulkPath = '/api/v1/remember/bulk';
    await measure(
      `bulk of ${BULK_ITEMS}`,
      { method: 'POST', path: bulkPath, bodies: bulks, clients: BULK_CLIENTS, requests: bulks.length },
      BULK_ITEMS,
    );

    const paths = Array.from(
      { length: BODIES },
      () => `/api/v1/recall?query=${encodeURIComponent(corpus.query())}&limit=10`,
    );
    await run(server.url, { method: 'GET', path: '', paths, clients: 1, requests: 50 });
    await measure('recall', { method: 'GET', path: '', paths, clients: 1 });
    await measure('recall', { method: 'GET', path: '', paths, clients: CLIENTS });

    const bodies = Array.from({ length: BODIES }, (_, index) =>
      JSON.stringify(wire(corpus.memory(MEMORIES + index))),
    );
    await measure('remember', { method: 'POST', path: '/api/v1/remember', bodies, clients: CLIENTS });
    await server.stop();
    printTable(`HTTP with ${MEMORIES} memories in one tenant`, rows);
  });
}

void main();
