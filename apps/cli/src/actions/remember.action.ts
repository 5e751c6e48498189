import { RememberService } from '@engram/episodic';
import { InvalidRequestError } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import type { RememberOptions } from '../options/remember.options';
import { memoryInput } from '../input/memory-document';
import { textOrStandardInput } from '../input/standard-input';
import { withServices } from '../runtime/services';
import { memoryDocument } from '../wire/documents';
import { rememberFile } from './remember-file';

export async function remember(run: CommandRun<RememberOptions>): Promise<void> {
  const { options, args, output } = run;
  if (options.file !== undefined) {
    if (args[0] !== undefined) throw new InvalidRequestError('give a text or --file, not both');
    return rememberFile(run, options.file);
  }
  const content = await textOrStandardInput(args[0], 'text');
  await withServices(run, async (services) => {
    const input = memoryInput(documentOf(content, options), services.clock.now());
    const { status, memory } = await services.get(RememberService).remember(services.tenant, input);
    await output.answer({ status, ...memoryDocument(memory) }, (page) => {
      const verb = status === 'created' ? 'remembered' : `updated to revision ${memory.revision}`;
      page.line(`${page.paint.green('✔')} ${verb}  ${page.paint.dim(memory.id)}`);
    });
  });
}

/** The options as fields of the request, those left out left out. */
function documentOf(content: string, options: RememberOptions): Record<string, unknown> {
  const fields = {
    content,
    memory_type: options.type,
    priority: options.priority,
    tags: options.tags,
    entities: options.entities,
    metadata: options.metadata,
    timestamp: options.timestamp,
    expires_in: options.expiresIn,
    expires_at: options.expiresAt,
    topic_key: options.topicKey,
    session_id: options.session,
    namespace: options.namespace,
    source: options.source,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
