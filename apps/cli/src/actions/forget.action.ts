import { MemoriesService } from '@engram/episodic';
import { parseMemoryId } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import type { CleanupOptions, RemoveMemoriesOptions } from '../options/remove.options';
import { withServices } from '../runtime/services';
import { confirmed } from './confirmation';
import { memoryFilter } from './memory-filter';

export async function removeMemory(run: CommandRun): Promise<void> {
  const id = parseMemoryId(run.args[0]);
  await withServices(run, async (services) => {
    await services.get(MemoriesService).remove(services.tenant, id);
    await run.output.answer({ id, deleted: 1 }, (page) =>
      page.line(`${page.paint.green('✔')} erased ${page.paint.dim(id)}`),
    );
  });
}

export async function removeMemories(run: CommandRun<RemoveMemoriesOptions>): Promise<void> {
  const { options } = run;
  await withServices(run, async (services) => {
    const memories = services.get(MemoriesService);
    const filter = memoryFilter(options, services.clock.now());
    const matching = await memories.removeMatching(services.tenant, filter, { dryRun: true });
    const sure =
      options.dryRun !== true &&
      (options.yes === true || (await confirmed(`erase ${matching} memories for good?`)));
    const deleted = sure ? await memories.removeMatching(services.tenant, filter) : matching;
    await report(run, { deleted, dryRun: !sure });
  });
}

export async function cleanup(run: CommandRun<CleanupOptions>): Promise<void> {
  const dryRun = run.options.dryRun ?? false;
  await withServices(run, async (services) => {
    const count = await services.get(MemoriesService).cleanup(services.tenant, { dryRun });
    await report(run, { deleted: count, dryRun });
  });
}

/** As over HTTP, `deleted` says how many were erased or, with `dry_run`, would be. */
async function report(
  run: Pick<CommandRun<unknown>, 'output'>,
  { deleted, dryRun }: { deleted: number; dryRun: boolean },
): Promise<void> {
  await run.output.answer({ deleted, dry_run: dryRun }, (page) =>
    page.line(
      dryRun
        ? `${deleted} memories would be erased; none was`
        : `${page.paint.green('✔')} ${deleted} memories erased`,
    ),
  );
}
