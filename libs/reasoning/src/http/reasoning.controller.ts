import { Controller, Post } from '@nestjs/common';
import type { BodyOf, DataOf, IdempotencyClaim } from '@engram/http';
import { IdempotencyKey, Operation, Tenant, WireBody } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { IngestService } from '../ingest/ingest.service';
import { SummarizeService } from '../summarize.service';
import { ThinkService } from '../think/think.service';
import { ingestOperation, summarizeOperation, thinkOperation } from './reasoning.operations';

@Controller()
export class ReasoningController {
  constructor(
    private readonly thinking: ThinkService,
    private readonly summaries: SummarizeService,
    private readonly ingestion: IngestService,
  ) {}

  @Post('think')
  @Operation(thinkOperation)
  think(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof thinkOperation>,
  ): Promise<DataOf<typeof thinkOperation>> {
    return this.thinking.think(tenant, body);
  }

  @Post('summarize')
  @Operation(summarizeOperation)
  summarize(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof summarizeOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof summarizeOperation>> {
    return this.summaries.summarize(tenant, { ...body, idempotency });
  }

  @Post('ingest')
  @Operation(ingestOperation)
  ingest(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof ingestOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof ingestOperation>> {
    return this.ingestion.ingest(tenant, { ...body, idempotency });
  }
}
