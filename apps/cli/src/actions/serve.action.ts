import { serve as runServer } from '../../../server/src';
import type { CommandRun } from '../command-run';
import type { ServeOptions } from '../options/setup.options';
import { loadSettings } from '../runtime/load-settings';

/** The same server as `apps/server`; it minds Ctrl-C and SIGTERM itself: drain, then close. */
export async function serve({ globals, options, interruption }: CommandRun<ServeOptions>): Promise<void> {
  const settings = loadSettings(globals, { 'serve.host': options.host, 'serve.port': options.port });
  interruption.leaveToCommand();
  await runServer(settings);
}
