import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseTenantId, StoreUnavailableError, type TenantId } from '@engram/kernel';
import type { Log } from '@engram/observability';
import { newContext, runWith } from '@engram/request-context';
import { attachContext, contextOf, CORRELATION_HEADER, replyError } from '../error/error.reply';
import { uselessQuery } from '../operation/operation.input';
import type { Drain } from './drain';

export interface RequestHookOptions {
  /** With authentication off the caller says which tenant it plays. */
  tenantFromHeader: boolean;
  drain: Drain;
  log: Log;
}

const TENANT_HEADER = 'x-tenant-id';

/**
 * What every request gets before anything else, at the adapter: 404s, 413s, malformed bodies and refusals of guards
 * come later than these hooks and have all of it.
 */
export function addRequestHooks(fastify: FastifyInstance, options: RequestHookOptions): void {
  const { drain, log } = options;

  fastify.addHook('onRequest', (request, reply, done) => {
    const context = newContext({ correlationId: request.headers[CORRELATION_HEADER] });
    attachContext(request, context);
    void reply.header(CORRELATION_HEADER, context.correlationId);
    runWith(context, () => {
      if (drain.draining && !isHealth(request)) {
        void reply.header('connection', 'close');
        const retryAfterSeconds = Math.max(1, Math.ceil(drain.timeoutMs / 1_000));
        return replyError(
          request,
          reply,
          new StoreUnavailableError('the server is stopping', { retryAfterSeconds }),
          log,
        );
      }
      if (options.tenantFromHeader) {
        try {
          context.tenant = tenantOf(request) ?? context.tenant;
        } catch (error) {
          return replyError(request, reply, error, log);
        }
      }
      const useless = uselessQuery(request);
      return useless ? replyError(request, reply, useless, log) : done();
    });
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    const about = {
      method: request.method,
      // The template, never the address as it came: that holds names and queries.
      route: request.is404 ? '(none)' : request.routeOptions.url,
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 1_000) / 1_000,
      correlation_id: contextOf(request).correlationId,
      tenant: contextOf(request).tenant,
    };
    log.info(about, 'request');
    done();
  });
}

/** While the server drains, probes must still see that it does. */
function isHealth(request: FastifyRequest): boolean {
  return request.url === '/health' || request.url === '/health/ready';
}

/** Two headers of one name arrive joined by a comma, which no tenant id holds. */
function tenantOf(request: FastifyRequest): TenantId | undefined {
  const header = request.headers[TENANT_HEADER];
  return header === undefined ? undefined : parseTenantId(header);
}
