import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { EXIT } from './exit-code';
import type { Failure } from './failure';
import { describeFailure, failureEnvelope, failureOf } from './failure';
import { Interruption } from './interruption';
import { styleOf } from './output/style';
import { createProgram } from './program';
import { packageVersion } from './runtime/package-version';

/** Runs one command line and sets the exit code; every way out of the program passes here. */
export async function runCli(words: readonly string[]): Promise<void> {
  endQuietlyWhenReaderLeaves();
  const interruption = new Interruption();
  interruption.listen();
  const program = createProgram(packageVersion(), {
    output: async (globals) => new (await import('./output/output')).Output(styleOf(globals)),
    interruption,
  });
  let usage = '';
  configureAll(program, (text) => (usage += text));
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, usage, words);
  }
}

/** `engram dump | head`: whoever read has enough, and that is no error. */
function endQuietlyWhenReaderLeaves(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.ok);
      throw error;
    });
  }
}

function configureAll(command: Command, keep: (text: string) => void): void {
  // Errors of usage are held back until it is known whether they are to be printed as JSON.
  command.configureOutput({ writeErr: keep });
  for (const child of command.commands) configureAll(child, keep);
}

function report(error: unknown, usage: string, words: readonly string[]): number {
  const json = words.includes('--json');
  const style = styleOf(
    {
      json,
      color: !words.includes('--no-color'),
      verbose: words.some((word) => /^(-v|--verbose)$/.test(word)),
    },
    process.stderr,
  );
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    if (!json) process.stderr.write(usage);
    else process.stderr.write(failureEnvelope(usageFailure(error)));
    return EXIT.usage;
  }
  const failure = failureOf(error);
  const stack = error instanceof Error ? error.stack : undefined;
  process.stderr.write(json ? failureEnvelope(failure) : describeFailure(failure, style, stack));
  return failure.exitCode;
}

function usageFailure(error: CommanderError): Failure {
  const message = error.message.replace(/^error: /, '');
  return { code: 'INVALID_REQUEST', message, exitCode: EXIT.usage };
}
