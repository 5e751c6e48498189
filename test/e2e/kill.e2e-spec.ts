import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '@engram/kernel';
import { ApiClient } from '@engram-test/api-client';
import { ServerProcess } from '@engram-test/server-process';

const KILLS = 20;
const CLIENTS = 16;
const SEED = Math.floor(Math.random() * 2 ** 31);

interface Acknowledged {
  memories: Map<string, string>;
  nodes: Set<string>;
  edges: Set<string>;
}

/** One client that writes until the process is gone, and notes only what was acknowledged. */
async function write(api: ApiClient, name: string, acknowledged: Acknowledged): Promise<void> {
  for (let count = 0; ; count++) {
    const word = `${name}w${count}`;
    try {
      const memory = await api.post<{ id: string }>('/remember', { content: `the token ${word} was seen` });
      if (memory.status === 201) acknowledged.memories.set(memory.data.id, word);
      const bulk = await api.post<{ results: { id: string }[] }>('/remember/bulk', {
        items: [{ content: `first half ${word}a` }, { content: `second half ${word}b` }],
      });
      if (bulk.status === 201) {
        acknowledged.memories.set(bulk.data.results[0]?.id ?? '', `${word}a`);
        acknowledged.memories.set(bulk.data.results[1]?.id ?? '', `${word}b`);
      }
      const node = await api.call('PUT', '/graph/nodes', { type: 'Token', name: word });
      if (node.status < 300) acknowledged.nodes.add(`Token:${word}`);
      const edge = await api.call<{ id: string }>('PUT', '/graph/edges', {
        from: `Token:${word}`,
        to: 'Token:hub',
        relation: 'seen_near',
        create_missing: true,
      });
      if (edge.status < 300) acknowledged.edges.add(edge.data.id);
    } catch {
      return; // The connection broke: the process was killed.
    }
  }
}

async function expectAll(api: ApiClient, acknowledged: Acknowledged): Promise<void> {
  for (const [id, word] of acknowledged.memories) {
    const found = await api.get<{ results: { id: string }[] }>(`/recall?query=${word}&limit=5`);
    assert.equal(found.status, 200);
    assert.ok(
      found.data.results.some((result) => result.id === id),
      `memory ${id} (${word}) was acknowledged and is not recalled, seed ${SEED}`,
    );
  }
  for (const key of acknowledged.nodes) {
    assert.equal((await api.get(`/graph/nodes/${encodeURIComponent(key)}`)).status, 200, `node ${key}`);
  }
  if (acknowledged.edges.size === 0) return;
  const held = new Set<string>();
  for (const key of acknowledged.nodes) {
    const node = await api.get<{ edges: { id: string }[] }>(
      `/graph/nodes/${encodeURIComponent(key)}?depth=1`,
    );
    for (const edge of node.data.edges) held.add(edge.id);
  }
  for (const id of acknowledged.edges) assert.ok(held.has(id), `edge ${id} is lost, seed ${SEED}`);
}

/** Every passage that the rows hold is in the index, and nothing else. */
async function expectWholeIndex(api: ApiClient): Promise<void> {
  const { data } = await api.get<{ passages: number; index: { documents: number; lag: number } }>('/status');
  assert.deepEqual([data.index.documents, data.index.lag], [data.passages, 0], `seed ${SEED}`);
}

/** A bulk request is one transaction: both of its halves are there, or neither. */
async function expectNoHalves(api: ApiClient): Promise<void> {
  const halves = new Map<string, number>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { data: { items: { content: string }[]; next_cursor: string | null } } = await api.get(
      `/memories?limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const { content } of page.data.items) {
      const half = /half (.*)[ab]$/.exec(content)?.[1];
      if (half !== undefined) halves.set(half, (halves.get(half) ?? 0) + 1);
    }
    cursor = page.data.next_cursor;
  }
  for (const [word, count] of halves) assert.equal(count, 2, `half a write of ${word}, seed ${SEED}`);
}

/** Writes until the process is killed under it, and tells what it had acknowledged by then. */
async function writeUntilKilled(home: string, round: number, afterMs: number): Promise<Acknowledged> {
  const acknowledged: Acknowledged = { memories: new Map(), nodes: new Set(), edges: new Set() };
  const server = await ServerProcess.start({ home });
  const api = new ApiClient(server.url).as(`tenant-${round % 3}`);
  const clients = Array.from({ length: CLIENTS }, (_, client) =>
    write(api, `r${round}c${client}`, acknowledged),
  );
  await sleep(afterMs);
  await server.kill();
  await Promise.all(clients);
  return acknowledged;
}

test(`what was acknowledged survives ${KILLS} kills (seed ${SEED})`, { timeout: 240_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'engram-kill-'));
  const random = new SeededRandom(SEED);
  let written = 0;
  let server: ServerProcess | undefined;
  try {
    for (let round = 0; round < KILLS; round++) {
      const acknowledged = await writeUntilKilled(home, round, 100 + random.below(500));
      server = await ServerProcess.start({ home });
      const after = new ApiClient(server.url).as(`tenant-${round % 3}`);
      await expectAll(after, acknowledged);
      await expectWholeIndex(after);
      if (round === KILLS - 1) await expectNoHalves(after);
      written += acknowledged.memories.size;
      await server.stop();
    }
  } finally {
    await server?.kill();
    rmSync(home, { recursive: true, force: true });
  }
  assert.ok(written > KILLS * CLIENTS, `only ${written} writes were acknowledged: the test proves little`);
});
