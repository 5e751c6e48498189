import type { Command } from 'commander';
import { Option } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { wholeNumber } from '../option-values';
import type { IngestOptions, SummarizeOptions, ThinkOptions } from '../options/reasoning.options';

export function declareReasoning(program: Command, context: RunContext): void {
  program
    .command('think')
    .summary('answer a question from memory, with citations')
    .argument('<question>', 'the question; - reads it from standard input')
    .option('--context-limit <count>', 'memories to think over', wholeNumber(1, 100))
    .option('-n, --namespace <name>', 'only this namespace')
    .action(lazily<ThinkOptions>(context, async () => (await import('../actions/think.action')).think));

  program
    .command('ingest')
    .summary('take in a conversation and learn from it')
    .description(
      'Stores every message first, then extracts entities and relationships. Takes JSON with messages[], ' +
        'JSONL with one message a line, or conversations with sessions[].turns[] (the format of LoCoMo).',
    )
    .argument('<file>', 'the file; - reads standard input')
    .addOption(
      new Option('--extract <how>', 'how to extract')
        .choices(['auto', 'rules', 'llm', 'none'])
        .default('auto'),
    )
    .addOption(
      new Option('--format <format>', 'what the file holds')
        .choices(['auto', 'messages', 'jsonl', 'conversation'])
        .default('auto'),
    )
    .option('-n, --namespace <name>', 'namespace of the memories')
    .option('-s, --session <id>', 'session of the messages (conversations name their own)')
    .option('--dry-run', 'show what would be extracted, store nothing')
    .action(lazily<IngestOptions>(context, async () => (await import('../actions/ingest.action')).ingest));

  program
    .command('summarize')
    .summary('sum up the latest memories')
    .option('-c, --count <count>', 'memories to sum up', wholeNumber(1, 1_000))
    .option('-n, --namespace <name>', 'only this namespace')
    .option('--save', 'remember the summary')
    .action(
      lazily<SummarizeOptions>(context, async () => (await import('../actions/summarize.action')).summarize),
    );
}
