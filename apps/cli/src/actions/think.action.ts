import type { Thought } from '@engram/reasoning';
import { ThinkService } from '@engram/reasoning';
import type { CommandRun } from '../command-run';
import type { ThinkOptions } from '../options/reasoning.options';
import { textOrStandardInput } from '../input/standard-input';
import type { Printer } from '../output/printer';
import { withServices } from '../runtime/services';

/** Memories looked at where the caller does not say. */
const CONTEXT_LIMIT = 20;

export async function think(run: CommandRun<ThinkOptions>): Promise<void> {
  const { options, args, output } = run;
  const question = await textOrStandardInput(args[0], 'question');
  await withServices(run, async (services) => {
    const thought = await services.get(ThinkService).think(services.tenant, {
      question,
      contextLimit: options.contextLimit ?? CONTEXT_LIMIT,
      namespace: options.namespace,
    });
    const { answer, citations, conclusions, provider, degraded } = thought;
    await output.answer({ answer, citations, conclusions, provider, degraded }, (page) =>
      render(page, thought),
    );
  });
}

function render(page: Printer, { answer, citations, degraded }: Thought): void {
  page.text(answer);
  if (citations.length > 0) page.line().heading('cited');
  citations.forEach((citation, index) => {
    const source = citation.kind === 'node' ? citation.key : citation.id;
    page.line(`${page.paint.cyan(`[${index + 1}]`)} ${page.paint.dim(`${citation.kind} ${source}`)}`);
    page.text(citation.text, 4);
  });
  if (degraded && citations.length > 0)
    page.line().muted('composed of quotations: no language model took part');
}
