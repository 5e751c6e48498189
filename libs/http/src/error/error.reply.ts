import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EngramError } from '@engram/kernel';
import { SystemClock } from '@engram/kernel';
import { newContext, type RequestContext } from '@engram/request-context';
import type { Log } from '@engram/observability';
import { toEngramError, STATUS_OF } from './status-code';

export interface Meta {
  request_id: string;
  correlation_id: string;
  timestamp: string;
}

export const CORRELATION_HEADER = 'x-correlation-id';

const clock = new SystemClock();

export function metaOf(context: RequestContext): Meta {
  return {
    request_id: context.requestId,
    correlation_id: context.correlationId,
    timestamp: new Date(clock.now()).toISOString(),
  };
}

const CONTEXT = Symbol('engram.context');
type Carrier = FastifyRequest & { [CONTEXT]?: RequestContext };

/** Of this request; made where the request was refused before any hook ran. */
export function contextOf(request: FastifyRequest): RequestContext {
  return ((request as Carrier)[CONTEXT] ??= newContext({
    correlationId: request.raw.headers[CORRELATION_HEADER],
  }));
}

export function attachContext(request: FastifyRequest, context: RequestContext): void {
  (request as Carrier)[CONTEXT] = context;
}

/** Answers with the envelope of a failure; logs what is a fault of the server. */
export function replyError(request: FastifyRequest, reply: FastifyReply, thrown: unknown, log: Log): void {
  const error = toEngramError(thrown);
  const context = contextOf(request);
  report(error, thrown, context, log);
  if (reply.sent) return;
  const retryAfter = error.details?.['retry_after_seconds'];
  if (typeof retryAfter === 'number')
    void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  // Fastify would close the connection of a body that it refuses while the client is still sending: the answer would
  // be lost with it. Node reads the rest and drops it, for as long as a request may take.
  if (STATUS_OF[error.code] < 500) void reply.removeHeader('connection');
  void reply
    .status(STATUS_OF[error.code])
    .header(CORRELATION_HEADER, context.correlationId)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ error: error.toWire(), meta: metaOf(context) }));
}

function report(error: EngramError, thrown: unknown, context: RequestContext, log: Log): void {
  const about = { err: thrown, code: error.code, correlation_id: context.correlationId };
  if (error.code === 'INTERNAL_ERROR') log.error(about, 'request failed');
  else if (STATUS_OF[error.code] >= 500) log.warn(about, 'request failed');
}
