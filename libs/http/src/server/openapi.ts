import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { LIMITS } from '@engram/kernel';
import { STATUS_OF } from '../error/status-code';
import { componentSchemas, type JsonSchema } from '../operation/json-schema';

export interface OpenApiOptions {
  /** Of the package. */
  version: string;
  /** Groups, in the order of the page. */
  tags?: readonly { name: string; description: string }[];
}

/** The document of every declared operation; also what `openapi.json` is written from. The app must be initialised. */
export function createOpenApi(
  app: NestFastifyApplication,
  { version, tags = [] }: OpenApiOptions,
): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Engram')
    .setDescription('The memory service that AI agents can be trusted with.')
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit');
  for (const { name, description } of tags) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components ??= {};
  document.components.schemas = Object.assign({}, document.components.schemas, componentSchemas(), ENVELOPE);
  return document;
}

/** Swagger UI at `/docs`, the document at `/docs-json`. */
export function serveDocs(app: NestFastifyApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Engram',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: true },
  });
}

const ENVELOPE: Record<string, JsonSchema> = {
  CorrelationId: {
    type: 'string',
    pattern: `^[A-Za-z0-9._:-]{1,${LIMITS.correlationIdChars}}$`,
    description: 'Joins a request to its answer and its log lines; made where it is missing.',
  },
  TenantId: {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]{1,64}$',
    default: 'default',
    description: 'The tenant to play while authentication is off.',
  },
  Meta: {
    type: 'object',
    required: ['request_id', 'correlation_id', 'timestamp'],
    properties: {
      request_id: { type: 'string' },
      correlation_id: { type: 'string' },
      timestamp: { type: 'string', format: 'date-time' },
    },
  },
  Failure: {
    type: 'object',
    required: ['error', 'meta'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { type: 'string', enum: Object.keys(STATUS_OF) },
          message: { type: 'string', description: 'What was wrong, and what to do.' },
          details: {
            type: 'object',
            additionalProperties: true,
            properties: {
              errors: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['path', 'message'],
                  properties: { path: { type: 'string' }, message: { type: 'string' } },
                },
              },
            },
          },
        },
      },
      meta: { $ref: '#/components/schemas/Meta' },
    },
  },
};
