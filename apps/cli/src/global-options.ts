import type { Command } from 'commander';
import { Option } from 'commander';
import type { StyleFlags } from './output/style';

/** Understood before and after every command's name. */
export interface GlobalOptions extends StyleFlags {
  tenant: string;
  config?: string;
  home?: string;
  set?: string[];
}

export function declareGlobalOptions(program: Command): Command {
  return program
    .addOption(new Option('-T, --tenant <id>', 'whose memory').default('default'))
    .option('--json', 'print JSON for programs instead of text for people')
    .option('--config <file>', 'configuration file (default: config.yaml in the data folder)')
    .option('--home <folder>', 'data folder (default: $ENGRAM_HOME or ~/.engram)')
    .option('--set <key=value>', 'override one setting, for example serve.port=9000 (repeatable)', collect)
    .option('--no-color', 'no colour (so does NO_COLOR)')
    .option('-q, --quiet', 'answers only: no notes, no progress')
    .option('-v, --verbose', 'say more about what goes on and what went wrong');
}

export function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
