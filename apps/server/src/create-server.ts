import { type EngineOptions, packageVersion } from '@engram/engine';
import { createHttpApp, createOpenApi, Drain, type HttpApp, serveDocs } from '@engram/http';
import { AppModule } from './app.module';

/** Groups of operations, in the order of the page. */
const TAGS = [
  { name: 'Memories', description: 'Episodes: what was said, decided and done.' },
  { name: 'Graph', description: 'What is known, and how it is connected.' },
  { name: 'Reasoning', description: 'Answers from both, with citations; taking conversations in.' },
  { name: 'Operations', description: 'Counts, cleaning up.' },
  { name: 'Health', description: 'Probes.' },
];

/** The whole server, initialised and not yet listening. */
export async function createServer(options: EngineOptions): Promise<HttpApp> {
  const { config } = options.settings;
  const drain = new Drain(config.serve.shutdown_timeout_ms);
  const root = AppModule.forRoot(options, drain);
  const http = await createHttpApp(root, { config, logger: options.logger, drain });
  if (config.serve.docs) serveDocs(http.app, openApiOf(http));
  await http.app.init();
  await http.app.getHttpAdapter().getInstance().ready();
  return http;
}

export function openApiOf({ app }: Pick<HttpApp, 'app'>): ReturnType<typeof createOpenApi> {
  return createOpenApi(app, { version: packageVersion(), tags: TAGS });
}
