import type { Command } from 'commander';
import type { CommandRun } from '../command-run';
import { candidates } from '../completion/candidates';
import type { Shell } from '../completion/scripts';
import { completionScript } from '../completion/scripts';

export async function completion({ args, output }: CommandRun): Promise<void> {
  const shell = args[0] as Shell;
  const script = completionScript(shell);
  await output.answer({ shell, script }, (page) => page.line(script.trimEnd()));
}

/** Answers a shell's Tab: one candidate a line. */
export async function complete(run: CommandRun): Promise<void> {
  const words = (run.args[0] ?? []) as unknown as string[];
  const found = await candidates(rootOf(run.command), words, () => knownTenants(run, words));
  await run.output.write(found.map((word) => `${word}\n`).join(''));
}

function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command;
}

async function knownTenants(run: CommandRun, words: readonly string[]): Promise<readonly string[]> {
  // The line being completed may name the folder itself.
  const home = words[words.indexOf('--home') + 1];
  const globals = words.includes('--home') && home !== undefined ? { ...run.globals, home } : run.globals;
  try {
    const { listTenants } = await import('../runtime/list-tenants');
    return await listTenants({ ...run, globals });
  } catch {
    // A shell that completes is no place to complain.
    return [];
  }
}
