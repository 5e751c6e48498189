import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { EngramError } from '@engram/kernel';
import { newContext, runWith } from '@engram/request-context';
import { createLogger, type LoggerSettings } from './logger';
import { NestLogger } from './nest.logger';

const SETTINGS: LoggerSettings = { level: 'trace', format: 'json', include_content: false, fd: 1 };

function logged(
  settings: Partial<LoggerSettings>,
  write: (log: ReturnType<typeof createLogger>) => void,
): string[] {
  const lines: string[] = [];
  write(createLogger({ ...SETTINGS, ...settings }, { write: (line) => void lines.push(line) }));
  return lines;
}

const HIDDEN = 'hunter2-hunter2';
const SECRETS = [
  { authorization: `Bearer ${HIDDEN}` },
  { headers: { Authorization: HIDDEN, 'X-API-Key': HIDDEN, cookie: HIDDEN } },
  { config: { llm: { api_key: HIDDEN }, list: [{ apiKey: HIDDEN }] } },
  { password: HIDDEN, accessToken: HIDDEN, jwt_secret: HIDDEN, refresh_token: HIDDEN },
  { url: `postgres://user:${HIDDEN}@host/db` },
  { note: `Authorization: Bearer ${HIDDEN}` },
  { note: `api_key=${HIDDEN}` },
  { deep: new Map([['token', HIDDEN]]) },
  new Error(`password=${HIDDEN}`),
  { err: Object.assign(new Error('x'), { password: HIDDEN }) },
  { err: new Error('x', { cause: { secret: HIDDEN } }) },
];
const CONTENT = [
  { content: HIDDEN },
  { body: { query: HIDDEN } },
  { items: [{ content: HIDDEN }] },
  { messages: [{ role: 'user', content: HIDDEN }] },
  { err: new EngramError('CONFLICT', 'taken', { metadata: HIDDEN }) },
  { err: Object.assign(new Error('SQL failed'), { query: HIDDEN, parameters: [HIDDEN] }) },
  { question: HIDDEN, answer: HIDDEN, citations: [HIDDEN], text: HIDDEN },
];

describe('redaction', () => {
  for (const format of ['json', 'text'] as const) {
    it(`leaves nothing of a secret in ${format}`, () => {
      for (const include_content of [false, true]) {
        const lines = logged({ format, include_content }, (log) => {
          for (const about of SECRETS) {
            log.info(about, 'something');
            log.info(about);
            log.child(about).info('something');
          }
          log.info(`Bearer ${HIDDEN}`);
          log.info('%s', `Bearer ${HIDDEN}`);
        });
        assert.ok(lines.length >= 2 * SECRETS.length);
        assert.doesNotMatch(lines.join(''), /hunter2/);
      }
    });

    it(`leaves content out of ${format} unless it is asked for`, () => {
      const write = (log: ReturnType<typeof createLogger>) =>
        CONTENT.forEach((about) => log.info(about, 'something'));
      assert.doesNotMatch(logged({ format }, write).join(''), /hunter2/);
      const open = logged({ format, include_content: true }, write);
      assert.equal(open.length, CONTENT.length);
      assert.ok(open.every((line) => line.includes(HIDDEN)));
    });
  }

  it('keeps what helps: numbers, ids, codes, the stack', () => {
    const [line] = logged({}, (log) =>
      log.error(
        { err: new EngramError('TIMEOUT', 'too slow'), input_tokens: 12, id: 'abc', ok: true },
        'failed',
      ),
    );
    const { err, ...rest } = JSON.parse(line ?? '');
    assert.equal(err.code, 'TIMEOUT');
    assert.equal(err.message, 'too slow');
    assert.match(err.stack, /logger\.spec/);
    assert.deepEqual(
      [rest.input_tokens, rest.id, rest.ok, rest.message, rest.level],
      [12, 'abc', true, 'failed', 'error'],
    );
  });

  it('survives whatever it is given', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    assert.equal(logged({}, (log) => log.info(circular, 'x')).length, 1);
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 8, withBigInt: true, withMap: true, withSet: true, withTypedArray: true }),
        (about) => {
          const [line] = logged({}, (log) => log.info(about, 'x'));
          assert.doesNotThrow(() => JSON.parse(line ?? ''));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('correlation id', () => {
  it('is on every line, after awaits, in timers and callbacks', async () => {
    const lines: string[] = [];
    const log = createLogger(SETTINGS, { write: (line) => void lines.push(line) });
    await runWith(newContext({ correlationId: 'abc' }), async () => {
      log.info('at once');
      await sleep(1);
      log.info({ correlation_id: 'forged' }, 'after await');
      setTimeout(() => log.info('in a timer'), 1);
      await new Promise<void>((resolve) =>
        setImmediate(() => (log.child({ part: 1 }).info('in a callback'), resolve())),
      );
      await sleep(5);
    });
    assert.equal(lines.length, 4);
    for (const line of lines) {
      assert.equal(JSON.parse(line).correlation_id, 'abc');
      assert.equal(line.split('correlation_id').length, 2);
    }
    const outside = logged({}, (other) => other.info('outside'));
    assert.equal('correlation_id' in JSON.parse(outside[0] ?? ''), false);
  });

  it('is on the lines of a worker thread, which reach standard output by themselves', async () => {
    const script = `
      const { Worker, isMainThread, workerData } = require('node:worker_threads');
      const { createLogger } = require(${JSON.stringify(require.resolve('./logger'))});
      const context = require(${JSON.stringify(require.resolve('../../request-context/src/index'))});
      const settings = ${JSON.stringify(SETTINGS)};
      const log = createLogger(isMainThread ? settings : workerData.settings);
      if (isMainThread) {
        context.runWith(context.newContext({ correlationId: 'from-main' }), () => {
          log.info({ password: '${HIDDEN}' }, 'main');
          new Worker(process.argv[1], { workerData: { settings, wire: context.contextToWire() } });
        });
      } else {
        context.runWithWire(workerData.wire, () => setTimeout(() => log.info({ content: '${HIDDEN}' }, 'worker'), 1));
      }`;
    const file = `${__dirname}/worker-fixture-${process.pid}.js`;
    const { writeFileSync, rmSync } = await import('node:fs');
    writeFileSync(file, script);
    try {
      const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      for await (const chunk of child.stdout) output += String(chunk);
      const lines = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.deepEqual(
        lines.map(({ message }) => message),
        ['main', 'worker'],
      );
      assert.deepEqual(
        lines.map(({ correlation_id }) => correlation_id),
        ['from-main', 'from-main'],
      );
      assert.doesNotMatch(output, /hunter2/);
    } finally {
      rmSync(file);
    }
  });
});

describe('noise', () => {
  it('of libraries is silent below warning', () => {
    const lines = logged({}, (logger) => {
      const nest = new NestLogger(logger);
      nest.log('Mapped {/x, GET} route', 'RouterExplorer');
      nest.debug('AppModule dependencies initialized', 'InstanceLoader');
      nest.warn('careful', 'RouterExplorer');
      nest.log('ours', 'Engram');
    });
    assert.equal(lines.length, 2);
  });

  it('ends at the level', () => {
    const lines = logged({ level: 'warn' }, (log) => {
      log.info('no');
      log.warn('yes');
    });
    assert.equal(lines.length, 1);
  });
});
