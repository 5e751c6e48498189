import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { LoadedConfig } from '@engram/config';
import { EngineModule } from '@engram/engine';
import type { TenantId } from '@engram/kernel';
import { Clock, parseTenantId } from '@engram/kernel';
import type { Logger } from '@engram/observability';
import { createLogger } from '@engram/observability';
import type { CommandRun } from '../command-run';
import type { GlobalOptions } from '../global-options';
import type { Interruption } from '../interruption';
import { loadSettings } from './load-settings';

/** One command is one caller: further threads would only cost their start. */
const WORKERS = 1;

/** What a command works with, for as long as it runs. */
export interface Services {
  readonly tenant: TenantId;
  readonly settings: LoadedConfig;
  readonly clock: Clock;
  readonly interruption: Interruption;
  get<Service>(token: abstract new (...dependencies: never[]) => Service): Service;
}

/**
 * Opens the engine on the data folder, without a server, and closes it when the work has ended, failed or was
 * interrupted. Nothing is opened for a tenant before it is asked for.
 * @throws ConfigError, InvalidRequestError
 */
export async function withServices(
  run: Pick<CommandRun<unknown>, 'globals' | 'interruption'>,
  work: (services: Services) => Promise<void>,
): Promise<void> {
  const tenant = parseTenantId(run.globals.tenant);
  const settings = loadSettings(run.globals, { 'episodic.workers': WORKERS });
  const logger = loggerFor(run.globals, settings);
  const context = await NestFactory.createApplicationContext(EngineModule.forRoot({ settings, logger }), {
    logger: false,
    abortOnError: false,
  });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= context.close());
  const forget = run.interruption.before(close);
  try {
    await work({
      tenant,
      settings,
      clock: context.get(Clock, { strict: false }),
      interruption: run.interruption,
      get: (token) => context.get(token as never, { strict: false }),
    });
  } finally {
    await close();
    forget();
  }
}

/** A person wants the answer, not a log; with `--verbose` both. Errors reach the caller in either case. */
function loggerFor({ verbose, json }: GlobalOptions, { config }: LoadedConfig): Logger {
  if (verbose !== true) return createLogger({ ...config.logging, level: 'silent', format: 'json', fd: 2 });
  return createLogger({ ...config.logging, ...(json === true && { format: 'json' }), fd: 2 });
}
