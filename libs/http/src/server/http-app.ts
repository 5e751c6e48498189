import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { ConfigValues } from '@engram/config';
import { NestLogger, type Logger } from '@engram/observability';
import { ErrorFilter } from '../error/error.filter';
import { Drain } from './drain';
import { EngramAdapter } from './engram.adapter';
import { useJsonBodies } from './json.parser';
import { addLegacyRedirects } from './legacy.hook';
import { addRequestHooks } from './request.hooks';

export interface HttpAppOptions {
  config: Pick<ConfigValues, 'serve' | 'auth'>;
  logger: Logger;
  /** Give the one that {@link HttpModule} was made with, so that readiness sees it too. */
  drain?: Drain;
}

export interface HttpApp {
  app: NestFastifyApplication;
  drain: Drain;
}

type NestRoot = Type<unknown> | { module: Type<unknown> };

/** The whole way of a request around the routes of `root`: server and tests make their app here. Not yet initialised. */
export async function createHttpApp(root: NestRoot, options: HttpAppOptions): Promise<HttpApp> {
  const { serve, auth } = options.config;
  const drain = options.drain ?? new Drain(serve.shutdown_timeout_ms);
  const adapter = new EngramAdapter({
    bodyLimitBytes: serve.body_limit_bytes,
    requestTimeoutMs: serve.request_timeout_ms,
    log: options.logger,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  countRequests(fastify, drain);
  addRequestHooks(fastify, { tenantFromHeader: !auth.enabled, drain, log: options.logger });
  addLegacyRedirects(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(root as Type<unknown>, adapter, {
    bodyParser: false,
    logger: new NestLogger(options.logger),
    // A failed start is an error of the caller, to be told in its own words.
    abortOnError: false,
  });
  useJsonBodies(fastify);
  app.useGlobalFilters(new ErrorFilter(options.logger));
  return { app, drain };
}

/** Ends with the connection, answered or not: a client that goes away must not hold up a shutdown. */
function countRequests(fastify: FastifyInstance, drain: Drain): void {
  fastify.server.on('request', (_request, response) => {
    drain.enter();
    response.once('close', () => drain.leave());
  });
}
