import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { EngramError, NotFoundError } from '@engram/kernel';
import type { Log } from '@engram/observability';
import { newContext } from '@engram/request-context';
import { contextOf, CORRELATION_HEADER, metaOf, replyError } from '../error/error.reply';
import { STATUS_OF } from '../error/status-code';
import { operationOfRequest } from '../operation/operation.input';
import { mapperOf } from '../wire/wire.mapper';
import { parseQueryString } from '../wire/query.reader';

export interface AdapterOptions {
  bodyLimitBytes: number;
  requestTimeoutMs: number;
  log: Log;
}

/** Longest part of a path in percent encoding: a node key of 601 characters, each of up to 12. */
const PATH_PART_CHARS_MAX = 8_192;

/** Nest on Fastify, where every refusal of Fastify and of Node below it leaves in our envelope too. */
export class EngramAdapter extends FastifyAdapter {
  constructor(private readonly seam: AdapterOptions) {
    super(createFastify(seam) as never);
  }

  /** Loads no engine for middleware: what it would do is done in hooks, at a fraction of the cost. */
  override async init(): Promise<void> {}

  /**
   * Wraps what a handler of an `@Operation` returned. Here and not in an interceptor: with any interceptor Nest puts
   * each request through observables and bound async resources, at several times the cost of all the rest.
   */
  override reply(response: never, data: unknown, statusCode?: number): ReturnType<FastifyAdapter['reply']> {
    const reply = response as FastifyReply;
    const spec = operationOfRequest(reply.request);
    if (!spec) return super.reply(response, data, statusCode);
    if (statusCode !== undefined) void reply.status(statusCode);
    const envelope = {
      data: spec.data ? mapperOf(spec.data).toWire(data) : null,
      meta: metaOf(contextOf(reply.request)),
    };
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(envelope)) as never;
  }

  /** Nest would map Fastify's errors to its own and lose their codes. */
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    const { log } = this.seam;
    return this.instance.setErrorHandler((error, request, reply) =>
      replyError(request as never, reply as never, error, log),
    );
  }

  override setNotFoundHandler(): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    const { log } = this.seam;
    return this.instance.setNotFoundHandler((request, reply) =>
      replyError(
        request as never,
        reply as never,
        new NotFoundError('there is nothing at this path with this method: see /docs'),
        log,
      ),
    );
  }
}

function createFastify({ bodyLimitBytes, requestTimeoutMs, log }: AdapterOptions): FastifyInstance {
  return fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    // The hooks refuse in our own words.
    return503OnClosing: false,
    // Closing comes after draining: what is open then is idle, or has had its time. Waiting would last as long as
    // clients keep their connections.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: PATH_PART_CHARS_MAX, querystringParser: parseQueryString },
    frameworkErrors: (error, request, reply) =>
      replyError(request as FastifyRequest, reply as unknown as FastifyReply, error, log),
    clientErrorHandler: refuseConnection,
  });
}

/** What Node could not even read as HTTP: there is no request, only a socket. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new EngramError('CONTENT_TOO_LARGE', 'the headers are too large')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? new EngramError('INVALID_REQUEST', 'the request did not arrive in time')
        : new EngramError('INVALID_REQUEST', 'this is not HTTP as it can be read here');
  const context = newContext();
  const body = JSON.stringify({ error: refusal.toWire(), meta: metaOf(context) });
  socket.end(
    [
      `HTTP/1.1 ${STATUS_OF[refusal.code]} Refused`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `${CORRELATION_HEADER}: ${context.correlationId}`,
      '',
      body,
    ].join('\r\n'),
  );
}
