import type { LoadedConfig, LoadOptions } from '@engram/config';
import { loadConfig, locateConfig } from '@engram/config';
import type { GlobalOptions } from '../global-options';

/** The configuration in effect for this command line. @throws ConfigError with all that is wrong. */
export function loadSettings(
  globals: GlobalOptions,
  overrides: NonNullable<LoadOptions['overrides']> = {},
): LoadedConfig {
  return loadConfig({ ...whereabouts(globals), set: globals.set ?? [], overrides });
}

/** Where data folder and configuration file are to be, whatever is there. */
export function locate(globals: GlobalOptions): { home: string; file: string } {
  return locateConfig(whereabouts(globals));
}

function whereabouts({ config, home }: GlobalOptions): LoadOptions {
  return { ...(config !== undefined && { file: config }), ...(home !== undefined && { home }) };
}
