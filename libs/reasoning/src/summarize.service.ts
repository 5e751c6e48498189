import type { MemoriesService, RememberService } from '@engram/episodic';
import type { TenantId } from '@engram/kernel';
import { InvalidRequestError, LIMITS } from '@engram/kernel';
import type { LanguageCode, LlmProvider } from '@engram/llm';
import { detectLanguage, languageFile } from '@engram/llm';
import type { Memory } from '@engram/storage';
import { spokenIn } from './conversation-memory';
import type { SummarizeRequest, SummaryResult } from './model/summarize';

/** Marks summaries, which are not summarized again. */
const SUMMARY_TAG = 'summary';
/** Of a summary's sources, so many are named in its metadata. */
const SOURCES_KEPT = 100;

/** Tells what the newest memories are about. */
export class SummarizeService {
  constructor(
    private readonly memories: MemoriesService,
    private readonly remember: RememberService,
    private readonly llm: LlmProvider,
    private readonly maxContentBytes: number,
  ) {}

  /** @throws InvalidRequestError, LlmError, TimeoutError */
  async summarize(tenant: TenantId, request: SummarizeRequest): Promise<SummaryResult> {
    const newest = await this.newest(tenant, request);
    const groups = grouped(newest);
    const language = languageOf(newest);
    const summary = await this.llm.summarize({
      language,
      groups: groups.map((group) => ({
        title: titleOf(group, language),
        items: group.map((memory) => ({ ...spokenIn(memory), at: memory.timestamp })),
      })),
    });
    const sourceIds = summary.sources.flatMap(([group, item]) => groups[group]?.[item]?.id ?? []);
    const result: SummaryResult = {
      summary: summary.text,
      sourceIds: [...new Set(sourceIds)],
      provider: this.llm.name,
      degraded: !this.llm.capabilities.generative,
    };
    if (!request.save || sourceIds.length === 0) return result;
    return { ...result, savedId: await this.save(tenant, result, request) };
  }

  private async save(tenant: TenantId, result: SummaryResult, request: SummarizeRequest) {
    const { memory } = await this.remember.remember(
      tenant,
      {
        content: fitting(result.summary, this.maxContentBytes),
        memoryType: 'context',
        tags: [SUMMARY_TAG],
        metadata: { summary_of: result.sourceIds.slice(0, SOURCES_KEPT) },
        namespace: request.namespace,
        source: 'summarize',
      },
      request.idempotency,
    );
    return memory.id;
  }

  private async newest(tenant: TenantId, { count, namespace }: SummarizeRequest): Promise<Memory[]> {
    if (!(Number.isInteger(count) && count >= 1 && count <= LIMITS.summarizeMemories)) {
      const message = `must be a whole number from 1 to ${LIMITS.summarizeMemories}`;
      throw new InvalidRequestError(`count ${message}`, [{ path: 'count', message }]);
    }
    const found: Memory[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.memories.list(
        tenant,
        { ...(namespace !== undefined && { namespace }) },
        { limit: LIMITS.pageItems, ...(cursor !== undefined && { cursor }) },
      );
      found.push(...page.items.filter(({ tags }) => !tags.includes(SUMMARY_TAG)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && found.length < count);
    return found.slice(0, count);
  }
}

/** What was said in one session, or without one on one day, belongs together; oldest first. */
function grouped(memories: readonly Memory[]): Memory[][] {
  const groups = new Map<string, Memory[]>();
  const inOrder = [...memories].sort(
    (a, b) => a.timestamp - b.timestamp || (a.sessionOrder ?? 0) - (b.sessionOrder ?? 0),
  );
  for (const memory of inOrder) {
    const key = memory.sessionId === null ? `day ${dayOf(memory)}` : `session ${memory.sessionId}`;
    const group = groups.get(key);
    if (group) group.push(memory);
    else groups.set(key, [memory]);
  }
  return [...groups.values()];
}

function titleOf(group: readonly Memory[], language: LanguageCode): string {
  const first = group[0];
  if (!first) return '';
  const frame = languageFile(language).answer;
  const date = dayOf(first);
  if (first.sessionId === null) return frame.summary_day.replace('{date}', () => date);
  const session = first.sessionId;
  return frame.summary_session.replace('{session}', () => session).replace('{date}', () => date);
}

function dayOf({ timestamp }: Memory): string {
  return new Date(timestamp).toISOString().slice(0, 10);
}

/** That of most memories. */
function languageOf(memories: readonly Memory[]): LanguageCode {
  const vietnamese = memories.filter(({ content }) => detectLanguage(content) === 'vi').length;
  return vietnamese * 2 > memories.length ? 'vi' : 'en';
}

/** Whole lines from the beginning, as many as the limit of a memory's content takes. */
function fitting(text: string, maxBytes: number): string {
  let kept = text;
  while (Buffer.byteLength(kept) > maxBytes && kept.includes('\n'))
    kept = kept.slice(0, kept.lastIndexOf('\n'));
  return Buffer.byteLength(kept) <= maxBytes
    ? kept
    : Buffer.from(kept)
        .subarray(0, maxBytes - 3)
        .toString();
}
