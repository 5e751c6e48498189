import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type EngramError, parseTenantId } from '@engram/kernel';
import { parseCorrelationId } from './correlation-id';
import {
  background,
  contextToWire,
  correlationId,
  currentContext,
  currentTenant,
  newContext,
  onBehalfOf,
  requireContext,
  runWith,
} from './request-context';

describe('correlation id', () => {
  it('is taken as it came, or made anew', () => {
    assert.equal(parseCorrelationId('a.B:c_-9'), 'a.B:c_-9');
    assert.equal(newContext({ correlationId: 'abc' }).correlationId, 'abc');
    for (const bad of ['', 'a b', 'a\nb', 'ä', 'x'.repeat(129), 7, undefined, ['a'], 'a, b']) {
      assert.equal(parseCorrelationId(bad), undefined);
      const made = newContext({ correlationId: bad });
      assert.equal(made.correlationId, made.requestId);
    }
    assert.ok(parseCorrelationId('x'.repeat(128)));
  });
});

describe('context', () => {
  it('is not there outside', () => {
    assert.equal(currentContext(), undefined);
    assert.equal(contextToWire(), undefined);
    assert.throws(requireContext, (error: EngramError) => error.code === 'INTERNAL_ERROR');
  });

  it('goes along with awaits, timers and callbacks, and keeps apart what runs at once', async () => {
    const runs = Array.from({ length: 50 }, (_, index) =>
      runWith(newContext({ correlationId: `run-${index}` }), async () => {
        await sleep(index % 7);
        const seen = [correlationId()];
        await new Promise<void>((resolve) =>
          setTimeout(() => {
            seen.push(correlationId());
            setImmediate(() => {
              seen.push(correlationId());
              resolve();
            });
          }, index % 5),
        );
        return seen;
      }),
    );
    (await Promise.all(runs)).forEach((seen, index) => {
      assert.deepEqual(new Set(seen), new Set([`run-${index}`]));
    });
  });

  it('takes the tenant that the credential settles later', () => {
    runWith(newContext(), () => {
      assert.equal(currentTenant(), 'default');
      requireContext().tenant = parseTenantId('acme');
      assert.equal(currentTenant(), 'acme');
    });
  });

  it('names background work', () => {
    background('cleanup', () => {
      assert.match(correlationId() ?? '', /^cleanup:[0-9a-f-]{36}$/);
      assert.equal(requireContext().principal.subject, 'system:cleanup');
    });
  });

  it('gives way to the cause that something else reports for', () => {
    runWith(newContext({ correlationId: 'who-started-it' }), () => {
      assert.equal(onBehalfOf('whom-it-serves', correlationId), 'whom-it-serves');
      assert.equal(onBehalfOf(undefined, correlationId), undefined);
      assert.equal(correlationId(), 'who-started-it');
    });
  });

  it('crosses a thread', async () => {
    const lib = require.resolve('./request-context');
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
       const { runWithWire, correlationId, currentTenant } = require(${JSON.stringify(lib)});
       parentPort.on('message', (wire) => runWithWire(wire, () =>
         setTimeout(() => parentPort.postMessage([correlationId(), wire && currentTenant()]), 5)));`,
      { eval: true },
    );
    const ask = (wire: unknown) =>
      new Promise((resolve) => {
        worker.once('message', resolve);
        worker.postMessage(wire);
      });
    try {
      const context = newContext({ correlationId: 'over-there', tenant: parseTenantId('acme') });
      const wire = runWith(context, contextToWire);
      assert.deepEqual(await ask(wire), ['over-there', 'acme']);
      assert.deepEqual(await ask(undefined), [undefined, undefined]);
    } finally {
      await worker.terminate();
    }
  });
});
