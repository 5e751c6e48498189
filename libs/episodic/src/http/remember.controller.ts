import { Controller, Post } from '@nestjs/common';
import type { BodyOf, DataOf, IdempotencyClaim } from '@engram/http';
import { IdempotencyKey, Operation, Tenant, WireBody } from '@engram/http';
import type { TenantId } from '@engram/kernel';
import { Clock } from '@engram/kernel';
import { RememberService } from '../remember.service';
import { rememberInputOf } from './memory-input';
import { rememberBulkOperation, rememberOperation } from './remember.operations';

@Controller()
export class RememberController {
  constructor(
    private readonly service: RememberService,
    private readonly clock: Clock,
  ) {}

  @Post('remember')
  @Operation(rememberOperation)
  async remember(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof rememberOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof rememberOperation>> {
    const outcome = await this.service.remember(tenant, rememberInputOf(body, this.clock.now()), idempotency);
    return outcome.memory;
  }

  @Post('remember/bulk')
  @Operation(rememberBulkOperation)
  async rememberBulk(
    @Tenant() tenant: TenantId,
    @WireBody() body: BodyOf<typeof rememberBulkOperation>,
    @IdempotencyKey() idempotency?: IdempotencyClaim,
  ): Promise<DataOf<typeof rememberBulkOperation>> {
    const now = this.clock.now();
    const inputs = body.items.map((item) => rememberInputOf(item, now));
    const results = await this.service.rememberBulk(tenant, inputs, {
      atomic: body.atomic,
      ...(idempotency && { idempotency }),
    });
    return { results };
  }
}
