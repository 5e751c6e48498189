import type { Command } from 'commander';
import type { GlobalOptions } from './global-options';
import type { Interruption } from './interruption';
import type { Output } from './output/output';

/** One invocation of a command: what was given and where the answer goes. */
export interface CommandRun<Options = Record<string, never>> {
  /** As declared; left-out optional ones are undefined. */
  args: (string | undefined)[];
  options: Options;
  globals: GlobalOptions;
  output: Output;
  interruption: Interruption;
  command: Command;
}

export type Action<Options> = (run: CommandRun<Options>) => Promise<void>;

/** Makes the outputs of an invocation; the entry point gives it, so that commands stay free of side effects. */
export interface RunContext {
  output(globals: GlobalOptions): Promise<Output>;
  interruption: Interruption;
}

/**
 * A handler that loads what it needs only when it runs: `--help` and completion must not pay for it.
 * `load` imports a relative file, whose own imports are ordinary ones.
 */
export function lazily<Options>(context: RunContext, load: () => Promise<Action<Options>>) {
  return async (...received: unknown[]): Promise<void> => {
    const command = received.at(-1) as Command;
    const globals = command.optsWithGlobals<GlobalOptions>();
    const [output, action] = [await context.output(globals), await load()];
    await action({
      args: command.processedArgs as (string | undefined)[],
      options: command.opts<Options & Record<string, unknown>>(),
      globals,
      output,
      interruption: context.interruption,
      command,
    });
  };
}
