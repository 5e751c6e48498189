import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '@engram/config';
import { createHttpApp, Drain } from '@engram/http';
import { StoreUnavailableError } from '@engram/kernel';
import { createLogger } from '@engram/observability';
import { HealthModule } from '../health.module';
import { Readiness } from '../readiness';

const drain = new Drain(100);

@Module({ imports: [HealthModule.forRoot({ drain })] })
class HealthAppModule {}

let app: NestFastifyApplication;
let readiness: Readiness;
const taken: (() => void)[] = [];
before(async () => {
  const { config } = loadConfig({ env: {}, home: '/nowhere' });
  const logger = createLogger({ level: 'silent', format: 'json', include_content: false, fd: 1 });
  ({ app } = await createHttpApp(HealthAppModule, { config, logger, drain }));
  await app.init();
  readiness = app.get(Readiness);
});
after(() => app.close());

const up = { name: 'storage', needed: true, check: async () => undefined };
const ask = async (url: string) => {
  const { statusCode, body, headers } = await app.inject({ url });
  return { status: statusCode, body: JSON.parse(body), headers };
};

describe('readiness', () => {
  it('is green with nothing to ask', async () => {
    assert.deepEqual((await ask('/health/ready')).body.data, { status: 'ready', checks: [] });
  });

  it('tells each dependency, all asked at once, each within its time', async () => {
    taken.push(readiness.register(up));
    taken.push(
      readiness.register({ name: 'slow', needed: false, timeoutMs: 30, check: () => new Promise(() => {}) }),
    );
    taken.push(
      readiness.register({
        name: 'slower',
        needed: false,
        timeoutMs: 40,
        check: () => new Promise(() => {}),
      }),
    );
    const started = performance.now();
    const { status, body } = await ask('/health/ready');
    assert.ok(performance.now() - started < 500);
    assert.equal(status, 200);
    assert.equal(body.data.status, 'degraded');
    assert.deepEqual(
      body.data.checks.map(({ name, state, error }: Record<string, unknown>) => [name, state, error]),
      [
        ['storage', 'up', null],
        ['slow', 'down', 'TIMEOUT'],
        ['slower', 'down', 'TIMEOUT'],
      ],
    );
  });

  it('is 503 where a needed one is down, and tells no message', async () => {
    taken.push(
      readiness.register({
        name: 'database',
        needed: true,
        check: () => {
          throw new StoreUnavailableError('cannot open /home/somebody');
        },
      }),
    );
    const { status, body, headers } = await ask('/health/ready');
    assert.deepEqual([status, body.error.code, headers['retry-after']], [503, 'STORE_UNAVAILABLE', '1']);
    const database = body.error.details.checks.find(({ name }: { name: string }) => name === 'database');
    assert.deepEqual([database.state, database.error], ['down', 'STORE_UNAVAILABLE']);
    assert.doesNotMatch(JSON.stringify(body), /somebody/);
    for (const takeOff of taken) takeOff();
    assert.equal((await ask('/health/ready')).status, 200);
  });

  it('asks again only after a second', async () => {
    let asked = 0;
    const takeOff = readiness.register({ ...up, check: async () => (asked += 1) });
    await Promise.all(Array.from({ length: 20 }, () => ask('/health/ready')));
    assert.equal(asked, 1);
    takeOff();
  });

  it('is red while draining; liveness stays green', async () => {
    await drain.begin();
    const { status, body } = await ask('/health/ready');
    assert.deepEqual([status, body.error.details.status], [503, 'draining']);
    assert.equal((await ask('/health')).status, 200);
    assert.equal((await ask('/nowhere')).status, 503);
  });
});
