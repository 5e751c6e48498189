import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { LIMITS, type ErrorCode } from '@engram/kernel';
import { MEANING_OF, STATUS_OF } from '../error/status-code';
import { kindOf } from '../wire/query.reader';
import { COMMON_ERRORS, type OperationSpec } from './operation';
import { jsonSchemaOf, schemaReference, type JsonSchema } from './json-schema';

type Decorator = MethodDecorator;

/** The OpenAPI text of an operation, from the same schemas that check it. */
export function openApiDecorators(spec: OperationSpec): Decorator[] {
  return [
    ApiOperation({
      summary: spec.summary,
      ...(spec.description !== undefined && { description: spec.description }),
      ...({ 'x-permission': spec.permission } as object),
    }),
    ...(spec.tags ? [ApiTags(...spec.tags)] : []),
    ...requestDecorators(spec),
    successDecorator(spec),
    ...errorDecorators(spec),
  ];
}

function requestDecorators(spec: OperationSpec): Decorator[] {
  const decorators: Decorator[] = [
    ApiHeader({
      name: 'X-Correlation-ID',
      required: false,
      schema: { $ref: '#/components/schemas/CorrelationId' },
    }),
    ApiHeader({ name: 'X-Tenant-ID', required: false, schema: { $ref: '#/components/schemas/TenantId' } }),
  ];
  if (spec.body) {
    const example = spec.example?.body;
    decorators.push(
      ApiBody({
        required: true,
        schema: jsonSchemaOf(spec.body, 'input') as never,
        ...(example !== undefined && { examples: { example: { value: example } } }),
      }),
    );
  }
  for (const [name, field, schema] of fieldsOf(spec.params)) {
    decorators.push(
      ApiParam({ ...parameter(name, field, schema, spec.example?.params?.[name]), required: true }),
    );
  }
  for (const [name, field, schema] of fieldsOf(spec.query)) {
    const list = kindOf(field) === 'array' && { style: 'form' as const, explode: false };
    decorators.push(ApiQuery({ ...parameter(name, field, schema, spec.example?.query?.[name]), ...list }));
  }
  if (spec.idempotent) {
    decorators.push(
      ApiHeader({
        name: 'Idempotency-Key',
        required: false,
        description: 'The same key and request within 24 hours gives the first answer again.',
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: LIMITS.idempotencyKeyChars,
          pattern: '^[\\x21-\\x7e]+$',
        },
      }),
    );
  }
  return decorators;
}

function fieldsOf(schema: z.ZodObject | undefined): [string, z.core.$ZodType, JsonSchema][] {
  if (!schema) return [];
  const whole = jsonSchemaOf(schema, 'input');
  const properties = (whole['properties'] ?? {}) as Record<string, JsonSchema>;
  return Object.entries(schema.shape).map(([name, field]) => [
    name,
    field as z.core.$ZodType,
    properties[name] ?? {},
  ]);
}

function parameter(name: string, field: z.core.$ZodType, schema: JsonSchema, example: unknown) {
  const { description, ...rest } = schema;
  return {
    name,
    required: field._zod.optin === undefined,
    schema: rest as never,
    ...(description !== undefined && { description: description as string }),
    // Not `example`: @nestjs/swagger drops it beside a schema.
    ...(example !== undefined && { examples: { example: { value: example } } }),
  };
}

const CORRELATION_RESPONSE = {
  'X-Correlation-ID': {
    description: 'Joins this answer to its log lines.',
    schema: { $ref: '#/components/schemas/CorrelationId' },
  },
};

function successDecorator(spec: OperationSpec): Decorator {
  const data = spec.data ? jsonSchemaOf(spec.data, 'input') : { type: 'null' };
  const example = spec.example?.data;
  return ApiResponse({
    status: spec.status ?? 200,
    description: 'Success.',
    headers: CORRELATION_RESPONSE,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['data', 'meta'],
          properties: { data: data, meta: schemaReference('Meta') },
        },
        ...(example !== undefined && {
          examples: { example: { value: { data: example, meta: META_EXAMPLE } } },
        }),
      },
    },
  });
}

const META_EXAMPLE = {
  request_id: '019b76d9-2c00-7000-8000-000000000001',
  correlation_id: 'demo-1',
  timestamp: '2026-01-31T18:30:00.000Z',
};

/** One response for each status: two codes may share one. */
function errorDecorators(spec: OperationSpec): Decorator[] {
  const body: ErrorCode[] = spec.body ? ['CONTENT_TOO_LARGE'] : [];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...COMMON_ERRORS, ...body, ...(spec.errors ?? [])])) {
    byStatus.set(STATUS_OF[code], [...(byStatus.get(STATUS_OF[code]) ?? []), code]);
  }
  return [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) =>
      ApiResponse({
        status,
        description: codes.map((code) => `\`${code}\`: ${MEANING_OF[code]}`).join(' '),
        headers: CORRELATION_RESPONSE,
        content: { 'application/json': { schema: schemaReference('Failure') } },
      }),
    );
}
