import type { FastifyInstance } from 'fastify';

/** Paths of the first API, before it had a version. */
export const LEGACY_PATHS: readonly string[] = [
  '/remember',
  '/recall',
  '/think',
  '/query',
  '/ingest',
  '/cleanup',
  '/summarize',
  '/status',
  '/auth/token',
];
const PREFIX = '/api/v1';
/** When they were deprecated: 2026-01-01, in the form of RFC 9745. */
const DEPRECATED_SINCE = '@1767225600';

/** Sends callers of the first API on: 308 keeps method and body, the query string is kept too. */
export function addLegacyRedirects(fastify: FastifyInstance): void {
  const legacy = new Set(LEGACY_PATHS);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const mark = request.url.indexOf('?');
    const path = mark < 0 ? request.url : request.url.slice(0, mark);
    if (!legacy.has(path)) return done();
    const successor = `${PREFIX}${path}`;
    return void reply
      .status(308)
      .header('deprecation', DEPRECATED_SINCE)
      .header('link', `<${successor}>; rel="successor-version"`)
      .header('location', mark < 0 ? successor : `${successor}${request.url.slice(mark)}`)
      .send();
  });
}
