import 'reflect-metadata';
import type { LoadedConfig } from '@engram/config';
import { shutDownOnSignals } from '@engram/http';
import { createLogger } from '@engram/observability';
import { createServer } from './create-server';

/**
 * Runs the server until a signal ends it; resolves when it takes requests.
 * @throws StoreUnavailableError when it cannot listen there.
 */
export async function serve(settings: LoadedConfig): Promise<void> {
  const { serve: place, logging } = settings.config;
  const logger = createLogger({ ...logging, fd: 1 });
  const { app, drain } = await createServer({ settings, logger });
  shutDownOnSignals({ app, drain, log: logger });
  await app.listen(place.port, place.host);
  const url = await app.getUrl();
  logger.info({ url, docs: place.docs ? `${url}/docs` : undefined, home: settings.home }, 'ready');
}
