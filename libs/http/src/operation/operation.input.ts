import type { FastifyRequest } from 'fastify';
import { InternalError, type FieldError } from '@engram/kernel';
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

/**
 * Checks all of a request against its operation and keeps the result with it.
 * @throws EngramError INVALID_REQUEST or CONTENT_TOO_LARGE, with every problem of path, query and body.
 */
export function readInput(request: FastifyRequest, spec: OperationSpec): OperationInput {
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
  const input: OperationInput = { params, query, body, idempotency };
  (request as Carrier)[INPUT] = input;
  return input;
}

/** @throws InternalError on a route that was not declared by `@Operation`. */
export function inputOf(request: FastifyRequest): OperationInput {
  const input = (request as Carrier)[INPUT];
  if (!input) throw new InternalError('the route has no @Operation: nothing checked its input');
  return input;
}
