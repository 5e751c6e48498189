import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { InvalidRequestError } from '@engram/kernel';

/**
 * JSON alone. Bytes that are not UTF-8 are refused, where the default would store a replacement character and lose
 * what was sent. A key `__proto__` is refused wherever it stands, `metadata` included: no program could copy such an
 * object without care, and none of ours has to.
 */
export function useJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'ignore');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (!isUtf8(bytes)) return done(new InvalidRequestError('the body must be UTF-8'));
    return parse(request, bytes.toString(), (error, value) => {
      if (error) done(new InvalidRequestError(`the body is not valid JSON: ${reason(error)}`));
      else done(null, value);
    });
  });
}

/** V8 names the position, and quotes what stands there: the position helps, the quote is the client's content. */
function reason(error: Error): string {
  const { code } = error as { code?: string };
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return 'it is empty';
  if (error.message.includes('forbidden prototype')) return 'a key may not be called __proto__';
  const position = /position \d+/.exec(error.message)?.[0];
  return position ? `look at ${position}` : 'it ends too early or holds something else';
}
