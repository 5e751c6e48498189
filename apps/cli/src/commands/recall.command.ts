import type { Command } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { numberWithin, wholeNumber } from '../option-values';
import { declareMemoryFilter } from './memory-filter';
import type { RecallOptions } from '../options/recall.options';

export function declareRecall(program: Command, context: RunContext): void {
  const command = program
    .command('recall')
    .summary('find memories by meaning and by words')
    .argument('<query>', 'what to look for; - reads it from standard input')
    .option('-l, --limit <count>', 'how many', wholeNumber(1, 100), 10)
    .option('--offset <count>', 'how many to skip', wholeNumber(0, 10_000), 0);
  declareMemoryFilter(command)
    .option('--min-score <0-1>', 'leave out what scores lower', numberWithin(0, 1))
    .option('--no-graph', 'leave out what the graph knows')
    .option('--explain', 'show what each score is made of')
    .action(lazily<RecallOptions>(context, async () => (await import('../actions/recall.action')).recall));
}
