import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  parseEdgeId,
  parseMemoryId,
  parseNodeKey,
  parseTenantId,
  SeededRandom,
  SystemClock,
  SystemRandom,
} from '@engram/kernel';
import type { Memory, TenantStores } from '@engram/storage';
import { SqliteStores } from '@engram/storage';
import type { Acknowledged } from '../../libs/storage/src/testing/kill-writer.main';
import { memories, SPACE } from '../../libs/storage/src/testing/memory-builder';

const KILLS = 5;
const WRITER = require.resolve('../../libs/storage/src/testing/kill-writer.main');
const seed = Date.now() % 2 ** 31;

/** Lets a writer write, kills it at a random moment, and tells what it had been promised. */
async function writeAndKill(home: string, run: string, afterMs: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [WRITER, home, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
  });
  await Promise.race([begun, ended]);
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
  // A last line that was cut was not an answer.
  const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Acknowledged);
}

async function allMemories(stores: TenantStores): Promise<Memory[]> {
  const all: Memory[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await stores.memories.list({}, { limit: 1_000, ...(cursor && { cursor }) });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

async function assertKept(stores: SqliteStores, promise: Acknowledged): Promise<void> {
  const { memories: store, graph } = stores.of(parseTenantId(promise.tenant));
  const held = await store.getMany(promise.ids.map(parseMemoryId));
  assert.deepEqual(
    held.map(({ id }) => id as string),
    promise.ids,
  );
  held.forEach(({ content }, index) => {
    assert.equal(content, `${promise.batch} ${index} ${promise.ids.length} đặc biệt\0`);
  });
  assert.ok(await graph.getNode(parseNodeKey(promise.node)), promise.node);
  assert.ok(await graph.getEdge(parseEdgeId(promise.edge)), promise.edge);
}

/** Of every batch all memories or none; every change once; nothing wrong between the rows. */
async function assertWhole(stores: TenantStores): Promise<void> {
  const counts = new Map<string, { held: number; size: number }>();
  for (const { content } of await allMemories(stores)) {
    const [batch = '', , size] = content.split(' ');
    const held = (counts.get(batch)?.held ?? 0) + 1;
    counts.set(batch, { held, size: Number(size) });
  }
  for (const [batch, { held, size }] of counts) assert.equal(held, size, batch);
  const report = await stores.verify();
  assert.deepEqual(report.problems, []);
  const last = await stores.feed.sequence();
  const changes = await stores.feed.after(0, last + 1);
  assert.deepEqual(
    changes.map(({ sequence }) => sequence),
    Array.from({ length: last }, (_, index) => index + 1),
  );
}

describe(`a store whose process is killed (seed ${seed})`, () => {
  const home = mkdtempSync(join(tmpdir(), 'engram-kill-'));
  after(() => rmSync(home, { recursive: true, force: true }));

  it(`holds after each of ${KILLS} kills all that was promised, and nothing by half`, async () => {
    const random = new SeededRandom(seed);
    const promised: Acknowledged[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      promised.push(...(await writeAndKill(home, `run${kill}`, random.below(400))));
      const stores = new SqliteStores({
        home,
        clock: new SystemClock(),
        random: new SystemRandom(),
        workers: 1,
      });
      try {
        await Promise.all(promised.map((promise) => assertKept(stores, promise)));
        for (const tenant of await stores.list()) await assertWhole(stores.of(tenant));
        const last = promised[promised.length - 1];
        if (!last) continue;
        // A client that never saw the answer asks again with the same key.
        const key = { key: last.batch, fingerprint: last.batch };
        const again = await stores.of(parseTenantId(last.tenant)).memories.remember(memories(1), SPACE, key);
        assert.deepEqual(
          again.map(({ memory }) => memory.id as string),
          last.ids,
        );
      } finally {
        await stores.close();
      }
    }
    assert.ok(promised.length > 0, 'no writer was ever answered');
  });
});
