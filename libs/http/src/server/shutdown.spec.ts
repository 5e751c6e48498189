import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@engram/observability';
import { startSample, type Sample } from '../testing/sample.app';
import { shutDownOnSignals } from './shutdown';

const log = createLogger({ level: 'silent', format: 'json', include_content: false, fd: 1 });
let takeOff: (() => void) | undefined;
afterEach(() => takeOff?.());

async function underWay({ drain }: Sample): Promise<void> {
  while (drain.requestsUnderWay === 0) await sleep(2);
}

async function start(set: string[] = []): Promise<{ sample: Sample; url: string; exits: number[] }> {
  const sample = await startSample(set);
  await sample.app.listen(0, '127.0.0.1');
  const exits: number[] = [];
  takeOff = shutDownOnSignals({ ...sample, log, exit: (code) => void exits.push(code) });
  return { sample, url: await sample.app.getUrl(), exits };
}

describe('shutdown', () => {
  it('lets requests under way finish, refuses new ones, then closes', async () => {
    const { sample, url, exits } = await start();
    const slow = fetch(`${url}/api/v1/slow`);
    await underWay(sample);
    process.emit('SIGTERM');
    await sleep(20);
    const refused = await fetch(`${url}/api/v1/items`);
    const { error } = (await refused.json()) as { error: { code: string } };
    assert.deepEqual([refused.status, error.code], [503, 'STORE_UNAVAILABLE']);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.ok(refused.headers.get('x-correlation-id'));
    assert.equal((await slow).status, 200);
    await sleep(200);
    assert.deepEqual(exits, [0]);
    await assert.rejects(fetch(`${url}/api/v1/items`));
  });

  it('waits no longer than it may', async () => {
    const { sample, url, exits } = await start(['serve.shutdown_timeout_ms=50']);
    const slow = fetch(`${url}/api/v1/slow`).then(
      () => 'answered',
      () => 'cut off',
    );
    await underWay(sample);
    process.emit('SIGINT');
    assert.equal(await slow, 'cut off');
    await sleep(100);
    assert.deepEqual(exits, [0]);
  });

  it('ends at once on a second signal', async () => {
    const { sample, url, exits } = await start();
    const slow = fetch(`${url}/api/v1/slow`);
    await underWay(sample);
    process.emit('SIGTERM');
    process.emit('SIGINT');
    assert.deepEqual(exits, [130]);
    await slow;
    await sleep(100);
    await sample.app.close();
  });
});
