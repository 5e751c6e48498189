import type { FastifyRequest } from 'fastify';
import { InternalError, type EngramError, type FieldError } from '@engram/kernel';
import { parseWire, refusal } from '../wire/wire.parser';
import { typedQuery, type RawQuery } from '../wire/query.reader';
import { claimOf, IDEMPOTENCY_HEADER, type IdempotencyClaim } from './idempotency';
import type { OperationSpec } from './operation';

/** A request, checked, in the names of the code. */
export interface OperationInput {
  params: unknown;
  query: unknown;
  body: unknown;
  idempotency: IdempotencyClaim | undefined;
}

const INPUT = Symbol('engram.input');
type Carrier = FastifyRequest & { [INPUT]?: OperationInput };

/** The operation of the route that was matched; undefined for a route that `@Operation` did not declare. */
export function operationOfRequest(request: FastifyRequest): OperationSpec | undefined {
  return (request.routeOptions.config as { operation?: OperationSpec }).operation;
}

/**
 * What the parameters of a handler are taken from: read when the first is, after guards have let the request in and
 * after interceptors, then kept.
 *
 * @throws EngramError INVALID_REQUEST or CONTENT_TOO_LARGE, with every problem of path, query and body.
 */
export function inputOf(request: FastifyRequest): OperationInput {
  const carrier = request as Carrier;
  if (carrier[INPUT]) return carrier[INPUT];
  const spec = operationOfRequest(request);
  if (!spec) throw new InternalError('the route has no @Operation: nothing checks its input');
  return (carrier[INPUT] = readInput(request, spec));
}

/**
 * Checks all of a request against its operation.
 * @throws EngramError INVALID_REQUEST or CONTENT_TOO_LARGE, with every problem of path, query and body.
 */
function readInput(request: FastifyRequest, spec: OperationSpec): OperationInput {
  const errors: FieldError[] = [];
  let tooLarge = false;
  const parse = (schema: NonNullable<OperationSpec['body']>, raw: unknown): unknown => {
    const parsed = parseWire(schema, raw);
    errors.push(...parsed.errors);
    tooLarge ||= parsed.tooLarge;
    return parsed.value;
  };
  const parseTexts = (schema: OperationSpec['query'], raw: unknown): unknown => {
    const typed = typedQuery((raw ?? {}) as RawQuery, schema?.shape ?? {});
    errors.push(...typed.errors);
    if (schema) return parse(schema, typed.value);
    errors.push(
      ...Object.keys(typed.value).map((path) => ({ path, message: 'is unknown; known here: nothing' })),
    );
    return undefined;
  };
  const params = spec.params && parseTexts(spec.params, request.params);
  const query = parseTexts(spec.query, request.query);
  const body = spec.body && parse(spec.body, request.body);
  if (errors.length > 0) throw refusal(errors, tooLarge);

  const operation = `${request.method} ${request.routeOptions.url ?? ''}`;
  const header = spec.idempotent ? request.headers[IDEMPOTENCY_HEADER] : undefined;
  const idempotency = claimOf(header, operation, { params, query, body });
  return { params, query, body, idempotency };
}

/** What is wrong with the query string of an operation that takes none: its handler will never ask for it. */
export function uselessQuery(request: FastifyRequest): EngramError | undefined {
  const spec = operationOfRequest(request);
  if (!spec || spec.query) return undefined;
  const { value, errors } = typedQuery(request.query as RawQuery, {});
  const all = [...errors, ...unknownFields(value)];
  return all.length > 0 ? refusal(all, false) : undefined;
}

function unknownFields(value: object): FieldError[] {
  return Object.keys(value).map((path) => ({ path, message: 'is unknown; known here: nothing' }));
}
