import type { Command } from 'commander';
import { Option } from 'commander';
import { commaList, MEMORY_TYPE_CHOICES } from '../option-values';

export function declareMemoryFilter(command: Command): Command {
  return command
    .addOption(new Option('-t, --type <type>', 'only this type').choices(MEMORY_TYPE_CHOICES))
    .option('--tags <a,b>', 'only with these tags', commaList)
    .addOption(new Option('--tag-match <how>', 'one of the tags or all of them').choices(['any', 'all']))
    .option('-n, --namespace <name>', 'only this namespace')
    .option('-s, --session <id>', 'only this session')
    .option('--since <time>', 'happened at or after: a date, a date with time, or an age such as 7d')
    .option('--until <time>', 'happened before, in the same forms');
}
