import { HttpException } from '@nestjs/common';
import {
  ContentTooLargeError,
  EngramError,
  InternalError,
  InvalidRequestError,
  NotFoundError,
  type ErrorCode,
} from '@engram/kernel';

/** The one table from codes to statuses. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  INVALID_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  CONTENT_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  EMBEDDING_ERROR: 502,
  LLM_ERROR: 502,
  STORE_UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** When each happens: the text of openapi.json. */
export const MEANING_OF: Readonly<Record<ErrorCode, string>> = {
  INVALID_REQUEST: 'Malformed JSON, or an unknown or wrong field; `details.errors` names each.',
  UNAUTHORIZED: 'No credential, or a wrong or expired one.',
  FORBIDDEN: 'A good credential without the permission.',
  NOT_FOUND: 'No such thing in this tenant.',
  CONFLICT: 'A unique key is taken, or the Idempotency-Key was used with another body.',
  CONTENT_TOO_LARGE: 'The body or a content is over its limit.',
  RATE_LIMITED: 'Too many requests; `Retry-After` says when to come back.',
  INTERNAL_ERROR: 'A fault of this server, logged with the correlation id.',
  EMBEDDING_ERROR: 'The embedding provider failed; what was written stays written.',
  LLM_ERROR: 'The language model failed; what was written stays written.',
  STORE_UNAVAILABLE:
    'The database or an index cannot be reached, or the server is stopping; with `Retry-After`.',
  TIMEOUT: 'It ran past its budget and was stopped.',
};

const CODE_OF_STATUS = new Map(
  (Object.entries(STATUS_OF) as [ErrorCode, number][])
    .filter(([code]) => code !== 'LLM_ERROR')
    .map(([code, status]) => [status, code]),
);

/** Messages for what Fastify refuses by itself; its own may hold the address. */
const FASTIFY_MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'the body must be JSON: send Content-Type: application/json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the body is empty: send a JSON object',
  FST_ERR_CTP_INVALID_JSON_BODY: 'the body is not valid JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as Content-Length says',
  FST_ERR_BAD_URL: 'the path must be UTF-8 in percent encoding',
  FST_ERR_MAX_PARAM_LENGTH: 'a part of the path is too long',
};

interface FastifyError extends Error {
  code: string;
  statusCode?: number;
}

/** Whatever was thrown, as an error that a client may see; what is not meant for clients becomes INTERNAL_ERROR with it as cause. */
export function toEngramError(error: unknown): EngramError {
  if (error instanceof EngramError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error, error.message);
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>;
  if (typeof code === 'string' && code.startsWith('FST_')) {
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return new ContentTooLargeError('the body is over its limit: send less at once');
    return ofStatus(statusCode ?? 500, error, FASTIFY_MESSAGES[code] ?? 'the request cannot be read');
  }
  return ofStatus(statusCode ?? 500, error, 'the request cannot be read');
}

function ofStatus(status: number, cause: unknown, message: string): EngramError {
  if (status === 404) return new NotFoundError('there is nothing at this path with this method');
  const code = CODE_OF_STATUS.get(status);
  if (code && code !== 'INTERNAL_ERROR') return new EngramError(code, message, undefined, { cause });
  if (status >= 400 && status < 500) return new InvalidRequestError(message);
  return new InternalError('something went wrong here; the log has it under this correlation id', { cause });
}
