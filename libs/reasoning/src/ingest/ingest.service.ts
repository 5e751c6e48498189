import type { BulkOutcome, RememberService } from '@engram/episodic';
import type { Clock, FieldError, MemoryId, Random, TenantId } from '@engram/kernel';
import {
  EngramError,
  InternalError,
  InvalidRequestError,
  LIMITS,
  NotFoundError,
  newId,
} from '@engram/kernel';
import type { LlmProvider } from '@engram/llm';
import type { Memory, Stores } from '@engram/storage';
import { extractionMessageOf, memoryOf } from '../conversation-memory';
import type { ExtractMode, ExtractionOutcome, IngestRequest, IngestResult } from '../model/ingest';
import type { GraphLearner, LearnedFrom } from './graph-learner';
import type { RuleExtractionService } from './rule-extraction.service';

/** What ingestion works with. */
export interface IngestParts {
  remember: RememberService;
  rules: RuleExtractionService;
  learner: GraphLearner;
  llm: LlmProvider;
}

const NOTHING: ExtractionOutcome = { status: 'skipped', method: null, nodes: [], edges: [] };

/** Takes in a conversation: the messages as memories, and what they tell as nodes and edges. */
export class IngestService {
  constructor(
    private readonly parts: IngestParts,
    private readonly stores: Stores,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /**
   * The messages are stored first, all or none. What fails after that is told in `extraction` and can be replayed.
   * @throws InvalidRequestError, ContentTooLargeError, ConflictError, StoreUnavailableError nothing was stored.
   */
  async ingest(tenant: TenantId, request: IngestRequest): Promise<IngestResult> {
    this.check(request);
    const { idempotency, dryRun } = request;
    const session = request.sessionId ?? newId(this.clock, this.random);
    const inputs = request.messages.map((message) =>
      memoryOf(message, { sessionId: session, namespace: request.namespace }),
    );
    if (dryRun) {
      const drafts = inputs.map(({ content, metadata = {}, entities = [] }) => ({
        content,
        metadata,
        entities,
      }));
      return {
        dryRun,
        sessionId: session,
        memories: inputs.map((_, index) => ({ index, status: 'found', id: null })),
        extraction: await this.extract(tenant, drafts, request.extract, (extraction) =>
          Promise.resolve(this.parts.learner.preview(extraction)),
        ),
      };
    }
    const stored = await this.store(tenant, inputs, request);
    const memories = stored.map(({ memory }) => memory);
    return {
      dryRun,
      // A repeated request is answered with the session of the first.
      sessionId: memories[0]?.sessionId ?? session,
      memories: stored.map(({ index, status, id }) => ({ index, status, id })),
      extraction: await this.extract(tenant, memories, request.extract, (extraction) =>
        this.parts.learner.learn(tenant, extraction, learnedFrom(memories), idempotency),
      ),
    };
  }

  /** Extracts again from messages that are stored; facts that are known already stay as they are. @throws NotFoundError */
  async replay(
    tenant: TenantId,
    ids: readonly MemoryId[],
    mode: ExtractMode = 'auto',
  ): Promise<ExtractionOutcome> {
    this.checkMode(mode);
    const memories = await this.stores.of(tenant).memories.getMany(ids);
    if (memories.length < new Set(ids).size) {
      const there = new Set(memories.map(({ id }) => id));
      throw new NotFoundError(`no memory ${ids.find((id) => !there.has(id))} in this tenant`);
    }
    const inOrder = [...memories].sort(
      (a, b) => a.timestamp - b.timestamp || (a.sessionOrder ?? 0) - (b.sessionOrder ?? 0),
    );
    return this.extract(tenant, inOrder, mode, (extraction) =>
      this.parts.learner.learn(tenant, extraction, learnedFrom(inOrder)),
    );
  }

  private async extract(
    tenant: TenantId,
    memories: readonly Pick<Memory, 'content' | 'metadata' | 'entities'>[],
    mode: ExtractMode,
    learn: (
      extraction: Parameters<GraphLearner['preview']>[0],
    ) => Promise<ReturnType<GraphLearner['preview']>>,
  ): Promise<ExtractionOutcome> {
    if (mode === 'none') return NOTHING;
    try {
      const extraction = await this.parts.rules.extract(tenant, memories.map(extractionMessageOf));
      return { status: 'done', method: 'rules', ...(await learn(extraction)) };
    } catch (error) {
      const told =
        error instanceof EngramError
          ? error
          : new InternalError('extraction failed; see the log', { cause: error });
      return { status: 'failed', method: 'rules', nodes: [], edges: [], error: told.toWire() };
    }
  }

  private async store(
    tenant: TenantId,
    inputs: ReturnType<typeof memoryOf>[],
    { idempotency }: IngestRequest,
  ): Promise<Exclude<BulkOutcome, { status: 'failed' }>[]> {
    try {
      const outcomes = await this.parts.remember.rememberBulk(tenant, inputs, {
        atomic: true,
        ...(idempotency && { idempotency: { ...idempotency, key: `${idempotency.key}#messages` } }),
      });
      return outcomes.filter((outcome) => outcome.status !== 'failed');
    } catch (error) {
      throw error instanceof EngramError ? asMessages(error) : error;
    }
  }

  private check({ messages, extract }: IngestRequest): void {
    if (messages.length < 1 || messages.length > LIMITS.ingestMessages) {
      const message = `must hold 1 to ${LIMITS.ingestMessages} messages`;
      throw new InvalidRequestError(`messages ${message}`, [{ path: 'messages', message }]);
    }
    this.checkMode(extract);
  }

  private checkMode(mode: ExtractMode): void {
    if (mode !== 'llm' || this.parts.llm.capabilities.extraction) return;
    const message = `needs a language model, and the provider "${this.parts.llm.name}" is none: use auto or rules, or configure llm.provider`;
    throw new InvalidRequestError(`extract: llm ${message}`, [{ path: 'extract', message }]);
  }
}

function learnedFrom(memories: readonly Memory[]): LearnedFrom {
  return memories.map(({ id, timestamp }) => ({ id, timestamp }));
}

/** The caller sent messages, not items. */
function asMessages(error: EngramError): EngramError {
  const errors = error.details?.errors?.map(({ path, message }): FieldError => ({
    path: path.replace(/^items\[/, 'messages['),
    message,
  }));
  return errors ? new EngramError(error.code, error.message, { ...error.details, errors }) : error;
}
