import type { INestApplication } from '@nestjs/common';
import type { Log } from '@engram/observability';
import type { Drain } from './drain';

export interface ShutdownOptions {
  app: Pick<INestApplication, 'close'>;
  drain: Drain;
  log: Log;
  /** Ends the process; a test gives its own. */
  exit?: (code: number) => void;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** 128 + the number of the signal, as a shell tells it. */
const EXIT_CODE = { SIGTERM: 143, SIGINT: 130 } as const;

/**
 * The first signal: takes no more requests, waits for those under way up to the drain's time, closes the app (and
 * with it the stores), exits with 0. A second signal ends the process at once.
 *
 * @returns takes the handlers off again
 */
export function shutDownOnSignals({
  app,
  drain,
  log,
  exit = (code) => process.exit(code),
}: ShutdownOptions): () => void {
  let begun = false;
  const stop = async (signal: (typeof SIGNALS)[number]): Promise<void> => {
    if (begun) {
      log.warn({ signal }, 'second signal: ending at once');
      return exit(EXIT_CODE[signal]);
    }
    begun = true;
    log.info({ signal, requests: drain.requestsUnderWay }, 'stopping: waiting for requests under way');
    const finished = await drain.begin();
    if (!finished)
      log.warn({ requests: drain.requestsUnderWay }, 'time is up: closing with requests under way');
    try {
      await app.close();
      log.info({}, 'stopped');
      exit(0);
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
      exit(1);
    }
  };
  const handlers = SIGNALS.map((signal) => [signal, () => void stop(signal)] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}
