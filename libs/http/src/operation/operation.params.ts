import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { currentTenant } from '@engram/request-context';
import { inputOf } from './operation.input';

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** The checked body, typed `BodyOf<typeof spec>`. */
export const WireBody = createParamDecorator(
  (_: void, context: ExecutionContext) => inputOf(requestOf(context)).body,
);

/** The checked query string, typed `QueryOf<typeof spec>`. */
export const WireQuery = createParamDecorator(
  (_: void, context: ExecutionContext) => inputOf(requestOf(context)).query,
);

/** The checked parameters of the path, typed `ParamsOf<typeof spec>`. */
export const WireParams = createParamDecorator(
  (_: void, context: ExecutionContext) => inputOf(requestOf(context)).params,
);

/** `IdempotencyClaim | undefined`: hand it on to the store. Only on an operation declared `idempotent`. */
export const IdempotencyKey = createParamDecorator(
  (_: void, context: ExecutionContext) => inputOf(requestOf(context)).idempotency,
);

/** The tenant of the request, a `TenantId`. */
export const Tenant = createParamDecorator(() => currentTenant());
