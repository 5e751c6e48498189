import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@engram/config';
import { createLogger } from '@engram/observability';
import { createServer, openApiOf } from './create-server';

/** Writes `openapi.json` (or the file named as argument) from the operations that the server declares. */
async function main(): Promise<void> {
  const settings = loadConfig({ env: {}, home: join(tmpdir(), 'engram-openapi') });
  const logger = createLogger({ ...settings.config.logging, level: 'silent', fd: 2 });
  const server = await createServer({ settings, logger });
  const file = process.argv[2] ?? join(__dirname, '../../../../openapi.json');
  writeFileSync(file, `${JSON.stringify(openApiOf(server), null, 2)}\n`);
  await server.app.close();
}

void main();
