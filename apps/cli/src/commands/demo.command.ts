import type { Command } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import type { DemoOptions } from '../options/demo.options';

export function declareDemo(program: Command, context: RunContext): void {
  program
    .command('demo')
    .summary('watch Engram take in a real conversation, recall, think and survive a crash')
    .description(
      'Starts a server on a private temporary folder, shows it at work over HTTP, stops it and removes the folder. ' +
        'Ends with 1 where anything is not as promised.',
    )
    .option('-f, --file <file>', 'a conversation of your own, or an array of them (format of LoCoMo)')
    .option('--keep', 'leave the server running until Ctrl-C')
    .action(lazily<DemoOptions>(context, async () => (await import('../actions/demo.action')).demo));
}
