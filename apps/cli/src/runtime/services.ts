import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { LoadedConfig } from '@engram/config';
import type { TenantId } from '@engram/kernel';
import { Clock, parseTenantId } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import type { Interruption } from '../interruption';
import { CliModule } from './cli.module';
import { loadSettings } from './load-settings';
import { packageVersion } from './package-version';

/** What a command works with, for as long as it runs. */
export interface Services {
  readonly tenant: TenantId;
  readonly settings: LoadedConfig;
  readonly clock: Clock;
  readonly version: string;
  readonly interruption: Interruption;
  get<Service>(token: abstract new (...dependencies: never[]) => Service): Service;
}

/**
 * Opens the services on the data folder, without a server, and closes them when the work has ended, failed or was
 * interrupted. Nothing is opened for a tenant before it is asked for.
 * @throws ConfigError, InvalidRequestError
 */
export async function withServices(
  run: Pick<CommandRun<unknown>, 'globals' | 'interruption'>,
  work: (services: Services) => Promise<void>,
): Promise<void> {
  const tenant = parseTenantId(run.globals.tenant);
  const settings = loadSettings(run.globals);
  const context = await NestFactory.createApplicationContext(CliModule.forRoot(settings), {
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
      version: packageVersion(),
      interruption: run.interruption,
      get: (token) => context.get(token as never, { strict: false }),
    });
  } finally {
    await close();
    forget();
  }
}
