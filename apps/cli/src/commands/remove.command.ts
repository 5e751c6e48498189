import type { Command } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { declareMemoryFilter } from './memory-filter';
import type { CleanupOptions, RemoveMemoriesOptions } from '../options/remove.options';

export function declareRemove(program: Command, context: RunContext): void {
  const remove = program.command('remove').summary('remove from memory or from the graph');
  remove
    .command('node')
    .summary('remove a node with its edges')
    .argument('<key>', 'its key, Type:Name')
    .action(lazily(context, async () => (await import('../actions/graph-write.action')).removeNode));
  remove
    .command('edge')
    .summary('remove an edge')
    .argument('<id>', 'its id')
    .action(lazily(context, async () => (await import('../actions/graph-write.action')).removeEdge));
  remove
    .command('memory')
    .summary('erase a memory with its history')
    .argument('<id>', 'its id')
    .action(lazily(context, async () => (await import('../actions/forget.action')).removeMemory));
  declareMemoryFilter(
    remove.command('memories').summary('erase all memories that match; needs at least one condition'),
  )
    .option('--dry-run', 'only count them')
    .option('-y, --yes', 'do not ask')
    .action(
      lazily<RemoveMemoriesOptions>(
        context,
        async () => (await import('../actions/forget.action')).removeMemories,
      ),
    );
}

export function declareCleanup(program: Command, context: RunContext): void {
  program
    .command('cleanup')
    .summary('erase memories that have expired')
    .option('--dry-run', 'only count them')
    .action(lazily<CleanupOptions>(context, async () => (await import('../actions/forget.action')).cleanup));
}
