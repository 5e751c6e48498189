import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { declareOperation, type OperationSpec } from './operation';
import { assertExample } from './operation.example';
import { openApiDecorators } from './operation.openapi';
import type { Permission } from './permission';

/** Metadata of a handler: the permission that it needs. A guard refuses what has none. */
export const PERMISSION_METADATA = 'engram:permission';

/**
 * Declares a route, beside Nest's `@Get('path')`: its checks, its OpenAPI text and its permission in one place.
 *
 * ```ts
 * const getMemory = { summary: 'One memory', permission: 'memory:read', params: MemoryPath, data: MemoryWire } satisfies OperationSpec;
 *
 * \@Get('memories/:id')
 * \@Operation(getMemory)
 * get(@Tenant() tenant: TenantId, @WireParams() { id }: ParamsOf<typeof getMemory>): Promise<DataOf<typeof getMemory>>
 * ```
 */
export function Operation(spec: OperationSpec): MethodDecorator {
  assertExample(spec);
  const remember: MethodDecorator = (_target, _name, descriptor) => {
    declareOperation(descriptor.value as object, spec);
  };
  return applyDecorators(
    remember,
    // Where hooks and replies of Fastify find it, which know no handlers.
    RouteConfig({ operation: spec }),
    HttpCode(spec.status ?? 200),
    SetMetadata<string, Permission>(PERMISSION_METADATA, spec.permission),
    ...openApiDecorators(spec),
  );
}
