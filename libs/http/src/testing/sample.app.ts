import {
  Controller,
  Delete,
  Get,
  Module,
  Post,
  UseGuards,
  type CanActivate,
  type Type,
} from '@nestjs/common';
import { z } from 'zod';
import { loadConfig } from '@engram/config';
import { ConflictError, ForbiddenError, StoreUnavailableError } from '@engram/kernel';
import { createLogger } from '@engram/observability';
import { correlationId, currentTenant } from '@engram/request-context';
import {
  Operation,
  createHttpApp,
  type BodyOf,
  type DataOf,
  type HttpApp,
  type ParamsOf,
  type QueryOf,
} from '../index';
import { IdempotencyKey, Tenant, WireBody, WireParams, WireQuery } from '../index';
import { jsonObject, pageFields, tags, text, timestamp, uuid, duration } from '../index';
import type { IdempotencyClaim, OperationSpec } from '../index';

const ItemWire = z
  .strictObject({
    item_id: z.string(),
    content: z.string(),
    memory_type: z.enum(['fact', 'todo']),
    created_at: timestamp(),
    expires_at: timestamp().nullable(),
    metadata: jsonObject(),
    nested_list: z.array(z.strictObject({ deep_name: z.string() })),
    idempotency_key: z.string().nullable(),
  })
  .meta({ id: 'Item' });

const create = {
  summary: 'Stores an item',
  permission: 'memory:write',
  status: 201,
  idempotent: true,
  errors: ['CONFLICT'],
  body: z.strictObject({
    content: text({ maxBytes: 100 }),
    memory_type: z.enum(['fact', 'todo']).default('fact'),
    created_at: timestamp().optional(),
    expires_in: duration().optional(),
    metadata: jsonObject().optional(),
    nested_list: z.array(z.strictObject({ deep_name: z.string() })).default([]),
    priority: z.int().min(1).max(10).optional(),
  }),
  data: ItemWire,
  example: { body: { content: 'Ada likes tea' } },
} satisfies OperationSpec;

const list = {
  summary: 'Lists',
  permission: 'memory:read',
  query: z.strictObject({
    ...pageFields,
    tags: tags().optional(),
    since: timestamp().optional(),
    explain: z.boolean().default(false),
    min_score: z.number().min(0).max(1).optional(),
  }),
  data: z.strictObject({ query: jsonObject(), tenant: z.string(), correlation_id: z.string() }),
  example: { query: { limit: 3, tags: ['a', 'b'] } },
} satisfies OperationSpec;

const one = {
  summary: 'One',
  permission: 'memory:read',
  params: z.strictObject({ id: uuid() }),
  data: z.strictObject({ id: z.string() }),
} satisfies OperationSpec;

const none = { summary: 'Nothing', permission: 'memory:write' } satisfies OperationSpec;

class Refusing implements CanActivate {
  canActivate(): boolean {
    throw new ForbiddenError('not you');
  }
}

@Controller('api/v1')
class SampleController {
  @Post('items')
  @Operation(create)
  create(
    @WireBody() body: BodyOf<typeof create>,
    @IdempotencyKey() claim: IdempotencyClaim | undefined,
  ): DataOf<typeof create> & { internal: string } {
    return {
      itemId: 'i1',
      content: body.content,
      memoryType: body.memoryType,
      createdAt: body.createdAt ?? 0,
      expiresAt: body.expiresIn === undefined ? null : body.expiresIn,
      metadata: body.metadata ?? {},
      nestedList: body.nestedList,
      idempotencyKey: claim ? `${claim.key} ${claim.fingerprint}` : null,
      internal: 'never sent',
    };
  }

  @Get('items')
  @Operation(list)
  async list(
    @WireQuery() query: QueryOf<typeof list>,
    @Tenant() tenant: string,
  ): Promise<DataOf<typeof list>> {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return {
      query: query,
      tenant: `${tenant}/${currentTenant()}`,
      correlationId: correlationId() ?? '',
    };
  }

  @Get('items/:id')
  @Operation(one)
  one(@WireParams() { id }: ParamsOf<typeof one>): DataOf<typeof one> {
    return { id };
  }

  @Delete('items/:id')
  @UseGuards(new Refusing())
  @Operation({ ...none, params: one.params })
  remove(): void {}

  @Get('slow')
  @Operation(none)
  slow(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 300));
  }

  @Get('bug')
  @Operation(none)
  bug(): void {
    throw new TypeError('SELECT secret FROM /home/somebody');
  }

  @Get('conflict')
  @Operation(none)
  conflict(): void {
    throw new ConflictError('taken', { id: 'x' });
  }

  @Get('down')
  @Operation(none)
  down(): void {
    throw new StoreUnavailableError('down', { retryAfterSeconds: 7 });
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

export interface Sample extends HttpApp {
  lines: string[];
}

/** A tiny real app around the whole pipeline, with its log in memory. */
export async function startSample(set: string[] = [], root: Type<unknown> = SampleModule): Promise<Sample> {
  const lines: string[] = [];
  const { config } = loadConfig({
    env: {},
    home: '/nowhere',
    set: ['serve.shutdown_timeout_ms=1000', ...set],
  });
  const logger = createLogger(
    { level: 'info', format: 'json', include_content: false, fd: 1 },
    { write: (line) => void lines.push(line) },
  );
  const http = await createHttpApp(root, { config, logger });
  await http.app.init();
  return { ...http, lines };
}
