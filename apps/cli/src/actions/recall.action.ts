import type { RecallHit, RecallResult } from '@engram/episodic';
import { RecallService } from '@engram/episodic';
import type { CommandRun } from '../command-run';
import type { RecallOptions } from '../options/recall.options';
import { textOrStandardInput } from '../input/standard-input';
import type { Printer } from '../output/printer';
import { withServices } from '../runtime/services';
import { edgeDocument, memoryDocument, nodeDocument } from '../wire/documents';
import { memoryFilter } from './memory-filter';

export async function recall(run: CommandRun<RecallOptions>): Promise<void> {
  const { options, args, output } = run;
  const query = await textOrStandardInput(args[0], 'query');
  await withServices(run, async (services) => {
    const found = await services.get(RecallService).recall(services.tenant, {
      query,
      limit: options.limit,
      offset: options.offset,
      filter: memoryFilter(options, services.clock.now()),
      includeGraph: options.graph,
      explain: options.explain ?? false,
      ...(options.minScore !== undefined && { minScore: options.minScore }),
    });
    await output.answer(recallDocument(found, options), (page) => render(page, found, options));
    for (const part of found.degraded)
      output.warn(`${part} could not answer; what you see was found without it`);
  });
}

function recallDocument(found: RecallResult, { offset, limit }: RecallOptions) {
  return {
    results: found.results.map(({ memory, score, passage, why }) => ({
      ...memoryDocument(memory),
      score,
      ...(passage && { passage }),
      ...(why && { why }),
    })),
    graph_results: found.graph.map(({ node, edges }) => ({
      ...nodeDocument(node),
      edges: edges.map(edgeDocument),
    })),
    total: found.total,
    offset,
    limit,
    degraded: found.degraded,
  };
}

function render(page: Printer, found: RecallResult, options: RecallOptions): void {
  if (found.results.length === 0) page.line('nothing found');
  found.results.forEach((hit, index) => renderHit(page, hit, options.offset + index + 1));
  if (found.graph.length === 0) return;
  page.line().heading('the graph knows');
  const facts = found.graph.flatMap(({ node, edges }) =>
    edges.length === 0 ? [node.key] : edges.map(({ from, relation, to }) => `${from} —${relation}→ ${to}`),
  );
  for (const fact of new Set(facts)) page.text(fact, 2);
}

function renderHit(page: Printer, { memory, score, why }: RecallHit, place: number): void {
  const when = new Date(memory.timestamp).toISOString().slice(0, 16).replace('T', ' ');
  const marks = [memory.memoryType, when, memory.sessionId, ...memory.tags.map((tag) => `#${tag}`)];
  page.line(
    `${page.paint.bold(String(place).padStart(2))} ${page.paint.cyan(score.toFixed(3))} ${page.paint.dim(memory.id)}`,
  );
  const { speaker } = memory.metadata;
  page.text(typeof speaker === 'string' ? `${speaker}: ${memory.content}` : memory.content, 3);
  page.muted(marks.filter((mark) => mark !== null).join(' · '), 3);
  if (why) {
    const parts = (Object.entries(why) as [string, number][]).map(
      ([part, value]) => `${part} ${value.toFixed(3)}`,
    );
    page.muted(parts.join(' · '), 3);
  }
}
