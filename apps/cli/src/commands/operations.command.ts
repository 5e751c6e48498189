import type { Command } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { commaList } from '../option-values';
import type { DumpOptions, VerifyOptions } from '../options/operations.options';

export function declareOperations(program: Command, context: RunContext): void {
  program
    .command('status')
    .summary('what the tenant holds')
    .action(lazily(context, async () => (await import('../actions/status.action')).status));
  program
    .command('tenants')
    .summary('all tenants with their counts')
    .action(lazily(context, async () => (await import('../actions/tenants.action')).tenants));
  program
    .command('dump')
    .summary('write out all memories, nodes and edges of the tenant as JSONL')
    .option('-o, --output <file>', 'write to this new file instead of standard output')
    .option('--only <kinds>', 'some of memories,nodes,edges', commaList)
    .action(lazily<DumpOptions>(context, async () => (await import('../actions/dump.action')).dump));
  program
    .command('verify')
    .summary('check the integrity of the tenant, or of all')
    .option('--all', 'all tenants')
    .action(lazily<VerifyOptions>(context, async () => (await import('../actions/verify.action')).verify));
}
