import { Injectable } from '@nestjs/common';
import { EmbeddingProvider } from '@engram/embedding';
import type { TenantId } from '@engram/kernel';
import { EngramError, InvalidRequestError } from '@engram/kernel';
import type { Idempotency, RememberOutcome } from '@engram/storage';
import { Stores } from '@engram/storage';
import type { Draft } from './draft';
import { Drafting } from './draft';
import type { BulkOptions, BulkOutcome, RememberInput } from './model/remember';
import { PassageEmbedder } from './passage-embedder';

/** Puts episodes into memory. What it has answered is durable and found by the next recall. */
@Injectable()
export class RememberService {
  constructor(
    private readonly stores: Stores,
    private readonly embedding: EmbeddingProvider,
    private readonly passages: PassageEmbedder,
    private readonly drafting: Drafting,
  ) {}

  /** @throws InvalidRequestError, ContentTooLargeError, ConflictError, StoreUnavailableError */
  async remember(
    tenant: TenantId,
    input: RememberInput,
    idempotency?: Idempotency,
  ): Promise<RememberOutcome> {
    const [outcome] = await this.store(tenant, [this.drafting.draft(input)], idempotency);
    return outcome as RememberOutcome;
  }

  /** One outcome for each input, in order. @throws as {@link remember}, where `atomic` */
  async rememberBulk(
    tenant: TenantId,
    inputs: readonly RememberInput[],
    options: BulkOptions & { idempotency?: Idempotency },
  ): Promise<BulkOutcome[]> {
    const drafted = inputs.map((input, index) => this.attempt(input, index));
    const failures = drafted.filter((item) => item.status === 'failed');
    if (options.atomic && failures.length > 0) {
      throw new InvalidRequestError(
        `${failures.length} of ${inputs.length} items are faulty and atomic is true, so none was stored; mend them or send atomic: false`,
        failures.map(({ index, error }) => ({ path: `items[${index}]`, message: error.message })),
      );
    }
    const good = drafted.filter((item) => item.status === 'drafted');
    const outcomes =
      good.length === 0
        ? []
        : await this.store(
            tenant,
            good.map(({ draft }) => draft),
            options.idempotency,
          );
    const stored = outcomes.map(({ status, memory }, position): BulkOutcome => ({
      index: (good[position] as { index: number }).index,
      status,
      id: memory.id,
      memory,
    }));
    return [...stored, ...failures].sort((a, b) => a.index - b.index);
  }

  private attempt(input: RememberInput, index: number) {
    try {
      return { index, status: 'drafted', draft: this.drafting.draft(input) } as const;
    } catch (error) {
      if (!(error instanceof EngramError)) throw error;
      return { index, status: 'failed', error: error.toWire() } as const;
    }
  }

  private async store(
    tenant: TenantId,
    drafts: Draft[],
    idempotency?: Idempotency,
  ): Promise<RememberOutcome[]> {
    const passages = await this.passages.embed(drafts.map((draft) => draft.content));
    const writes = drafts.map((draft, index) => ({ ...draft, passages: passages[index] ?? [] }));
    return this.stores.of(tenant).memories.remember(writes, this.embedding.space, idempotency);
  }
}
