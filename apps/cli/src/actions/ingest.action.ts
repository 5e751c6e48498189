import { stat } from 'node:fs/promises';
import type { IngestResult } from '@engram/reasoning';
import { IngestService } from '@engram/reasoning';
import type { CommandRun } from '../command-run';
import type { IngestOptions } from '../options/reasoning.options';
import type { MessageGroup } from '../input/message-file';
import { messageGroups } from '../input/message-file';
import type { Printer } from '../output/printer';
import type { Services } from '../runtime/services';
import { withServices } from '../runtime/services';
import { ingestDocument } from '../wire/ingest';

/** Messages that go in at a time, so that there is something to see between them. */
const STEP = 100;

export async function ingest(run: CommandRun<IngestOptions>): Promise<void> {
  const { args, options, output } = run;
  const file = args[0] ?? '';
  // Before the engine is opened: a file that is not there is soon told.
  if (file !== '-') await stat(file);
  await withServices(run, async (services) => {
    const groups: MessageGroup[] = [];
    for await (const group of messageGroups(file, options, services.clock.now())) groups.push(group);
    const total = groups.reduce((sum, { messages }) => sum + messages.length, 0);
    const progress = await output.progress('taking in').start(total);
    const done = services.interruption.before(() => progress.stop());
    try {
      const results: IngestResult[] = [];
      for (const group of groups) {
        results.push(...(await takeIn(services, group, options, (count) => progress.advance(count))));
      }
      progress.stop();
      const document = ingestDocument(results, options.dryRun ?? false);
      await output.answer(document, (page) => render(page, document));
      for (const { error } of document.extraction.failures) {
        output.warn(`the messages are stored, but facts of some were not extracted: ${error.message}`);
      }
    } finally {
      progress.stop();
      done();
    }
  });
}

async function takeIn(
  services: Services,
  group: MessageGroup,
  options: IngestOptions,
  advance: (count: number) => void,
): Promise<IngestResult[]> {
  const service = services.get(IngestService);
  const results: IngestResult[] = [];
  let sessionId = group.sessionId;
  for (let at = 0; at < group.messages.length; at += STEP) {
    const messages = group.messages.slice(at, at + STEP);
    const result = await service.ingest(services.tenant, {
      messages,
      extract: options.extract,
      dryRun: options.dryRun ?? false,
      sessionId,
      namespace: options.namespace,
    });
    // One file is one conversation, also where the service had to name it.
    sessionId ??= result.sessionId;
    results.push(result);
    advance(messages.length);
  }
  return results;
}

type Document = ReturnType<typeof ingestDocument>;

function render(page: Printer, { messages, sessions, extraction, dry_run }: Document): void {
  const verb = dry_run ? 'would be stored' : 'stored';
  page.line(`${page.paint.green('✔')} ${messages} messages ${verb}, in ${sessions.length} session(s)`);
  const { nodes, edges } = extraction;
  page.line(`  ${nodes.length} things and ${edges.length} facts ${dry_run ? 'found' : 'learned'}`);
  for (const { from, relation, to } of edges) page.text(`${from} —${relation}→ ${to}`, 4);
}
