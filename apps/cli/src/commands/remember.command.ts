import type { Command } from 'commander';
import { Option } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { commaList, jsonObject, MEMORY_TYPE_CHOICES, wholeNumber } from '../option-values';
import type { RememberOptions } from '../options/remember.options';

export function declareRemember(program: Command, context: RunContext): void {
  program
    .command('remember')
    .summary('put something into memory')
    .description('Puts one memory, or a file of them, into memory. What it has answered is durable.')
    .argument('[text]', 'what to remember; - reads it from standard input')
    .addOption(new Option('-t, --type <type>', 'kind of memory (default: fact)').choices(MEMORY_TYPE_CHOICES))
    .option('-p, --priority <1-10>', 'how much it matters (default: 5)', wholeNumber(1, 10))
    .option('--tags <a,b>', 'tags', commaList)
    .option('--entities <a,b>', 'who and what it is about', commaList)
    .option('--metadata <json>', 'anything else, as a JSON object', jsonObject)
    .option('--timestamp <time>', 'when it happened: a date, a date with time, or an age such as 2h')
    .addOption(new Option('--expires-in <duration>', 'forget it after 30m, 2h, 7d …').conflicts('expiresAt'))
    .option('--expires-at <time>', 'forget it at this time')
    .option('--topic-key <key>', 'held once in a namespace: remembering under it again updates')
    .option('-s, --session <id>', 'session it belongs to')
    .option('-n, --namespace <name>', 'namespace it belongs to')
    .option('--source <text>', 'where it came from')
    .option(
      '-f, --file <file>',
      'JSONL: one memory a line, fields as in POST /remember; - reads standard input',
    )
    .option('--skip-faulty', 'with --file: store the good lines though others are faulty')
    .action(
      lazily<RememberOptions>(context, async () => (await import('../actions/remember.action')).remember),
    );
}
