import { Command } from 'commander';
import type { RunContext } from './command-run';
import { declareCompletion } from './commands/completion.command';
import { declareDemo } from './commands/demo.command';
import { declareAdd, declareQuery } from './commands/graph.command';
import { declareOperations } from './commands/operations.command';
import { declareReasoning } from './commands/reasoning.command';
import { declareRecall } from './commands/recall.command';
import { declareRemember } from './commands/remember.command';
import { declareCleanup, declareRemove } from './commands/remove.command';
import { declareConfig, declareInit, declareSchema, declareServe } from './commands/setup.command';
import { EXIT_MEANINGS } from './exit-code';
import { declareGlobalOptions } from './global-options';

/** The whole tree of commands. Light: nothing behind a command is loaded before it runs. */
export function createProgram(version: string, context: RunContext): Command {
  const program = new Command('engram')
    .description(
      'Engram remembers for agents: episodes, a graph of what is known, and answers that cite both.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showHelpAfterError('(run it with --help for what it takes)')
    .exitOverride();
  declareGlobalOptions(program);
  program.commandsGroup('Begin');
  declareInit(program, context);
  declareDemo(program, context);
  declareServe(program, context);
  program.commandsGroup('Memory');
  declareRemember(program, context);
  declareRecall(program, context);
  declareReasoning(program, context);
  program.commandsGroup('Graph');
  declareAdd(program, context);
  declareQuery(program, context);
  declareSchema(program, context);
  program.commandsGroup('Upkeep');
  declareRemove(program, context);
  declareCleanup(program, context);
  declareOperations(program, context);
  declareConfig(program, context);
  declareCompletion(program, context);
  program.addHelpText(
    'after',
    `\nExit codes:\n${EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`).join('\n')}`,
  );
  return program;
}
