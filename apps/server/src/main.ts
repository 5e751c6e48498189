import { ConfigError, loadConfig } from '@engram/config';
import { serve } from './serve';

async function main(): Promise<void> {
  await serve(loadConfig());
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
