import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { contextOf, metaOf, type Meta } from '../error/error.reply';
import { mapperOf } from '../wire/wire.mapper';
import { operationOf } from './operation';
import { readInput } from './operation.input';

export interface Envelope {
  data: unknown;
  meta: Meta;
}

/** Checks what comes in against its `@Operation`, and wraps what goes out. A route without one is left alone. */
@Injectable()
export class OperationInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const spec = operationOf(context.getHandler());
    if (!spec) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    readInput(request, spec);
    return next.handle().pipe(
      map((result): Envelope => ({
        data: spec.data ? mapperOf(spec.data).toWire(result) : null,
        meta: metaOf(contextOf(request)),
      })),
    );
  }
}
