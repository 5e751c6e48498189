import { SummarizeService } from '@engram/reasoning';
import type { CommandRun } from '../command-run';
import type { SummarizeOptions } from '../options/reasoning.options';
import { withServices } from '../runtime/services';

/** Memories summed up where the caller does not say. */
const COUNT = 100;

export async function summarize(run: CommandRun<SummarizeOptions>): Promise<void> {
  const { options, output } = run;
  await withServices(run, async (services) => {
    const result = await services.get(SummarizeService).summarize(services.tenant, {
      count: options.count ?? COUNT,
      save: options.save ?? false,
      namespace: options.namespace,
    });
    const { summary, sourceIds, savedId, provider, degraded } = result;
    const document = {
      summary,
      source_ids: sourceIds,
      ...(savedId !== undefined && { saved_id: savedId }),
      provider,
      degraded,
    };
    await output.answer(document, (page) => {
      page.text(summary === '' ? 'there is nothing to sum up' : summary);
      if (savedId !== undefined)
        page.line().line(`${page.paint.green('✔')} remembered  ${page.paint.dim(savedId)}`);
    });
  });
}
