import type { z } from 'zod';
import type { ErrorCode } from '@engram/kernel';
import type { Decoded } from '../wire/wire.mapper';
import type { Permission } from './permission';

/** All that is to say of one route, once: the check, the OpenAPI text and the permission come from it. */
export interface OperationSpec {
  /** One line. */
  summary: string;
  description?: string;
  /** Group in Swagger UI; left out: that of the controller. */
  tags?: string[];
  permission: Permission;
  /** Of a JSON body; left out: the route takes none. */
  body?: z.ZodType;
  /** Of the query string; left out: the route takes none. */
  query?: z.ZodObject;
  /** Of the path. */
  params?: z.ZodObject;
  /** Of `data` in the answer: fields that it does not declare are not sent. Left out: data is null. */
  data?: z.ZodType;
  /** Of success; default 200. */
  status?: number;
  /** Beyond those that any operation may answer with. */
  errors?: ErrorCode[];
  /** In the wire's names; shown in Swagger UI, where it runs as it is. */
  example?: OperationExample;
  /** Takes an `Idempotency-Key`. */
  idempotent?: boolean;
}

export interface OperationExample {
  body?: unknown;
  query?: Record<string, string | number | boolean | string[]>;
  params?: Record<string, string>;
  data?: unknown;
}

/** What any operation may answer with. */
export const COMMON_ERRORS: readonly ErrorCode[] = ['INVALID_REQUEST', 'INTERNAL_ERROR', 'STORE_UNAVAILABLE'];

/** What the body of an operation is in the code: `BodyOf<typeof rememberOperation>`. */
export type BodyOf<Spec extends { body: z.ZodType }> = Decoded<Spec['body']>;
export type QueryOf<Spec extends { query: z.ZodType }> = Decoded<Spec['query']>;
export type ParamsOf<Spec extends { params: z.ZodType }> = Decoded<Spec['params']>;
/** What the handler returns. */
export type DataOf<Spec extends { data: z.ZodType }> = Decoded<Spec['data']>;

const operations = new WeakMap<object, OperationSpec>();

export function declareOperation(handler: object, spec: OperationSpec): void {
  operations.set(handler, spec);
}

/** Undefined for a route that was not declared by `@Operation`. */
export function operationOf(handler: object): OperationSpec | undefined {
  return operations.get(handler);
}
