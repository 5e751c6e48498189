import type { Command } from 'commander';
import { Argument } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { SHELLS } from '../options/completion.options';

export function declareCompletion(program: Command, context: RunContext): void {
  program
    .command('completion')
    .summary('print the completion script of a shell')
    .description(
      'bash: add `source <(engram completion bash)` to ~/.bashrc · zsh: `source <(engram completion zsh)` to ~/.zshrc · ' +
        'fish: `engram completion fish > ~/.config/fish/completions/engram.fish`',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(lazily(context, async () => (await import('../actions/completion.action')).completion));

  // What those scripts call at every Tab.
  program
    .command('__complete', { hidden: true })
    .argument('[words...]', 'the words of the line, the last one being completed')
    .allowUnknownOption()
    .helpOption(false)
    .action(lazily(context, async () => (await import('../actions/completion.action')).complete));
}
