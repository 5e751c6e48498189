export { CORRELATION_HEADER, contextOf, metaOf, replyError, type Meta } from './error/error.reply';
export { ErrorFilter } from './error/error.filter';
export { MEANING_OF, STATUS_OF, toEngramError } from './error/status-code';
export { IDEMPOTENCY_HEADER, type IdempotencyClaim } from './operation/idempotency';
export {
  operationOf,
  type BodyOf,
  type DataOf,
  type OperationExample,
  type OperationSpec,
  type ParamsOf,
  type QueryOf,
} from './operation/operation';
export { Operation, PERMISSION_METADATA } from './operation/operation.decorator';
export { IdempotencyKey, Tenant, WireBody, WireParams, WireQuery } from './operation/operation.params';
export { PERMISSIONS, type Permission } from './operation/permission';
export { Drain } from './server/drain';
export { createHttpApp, type HttpApp, type HttpAppOptions } from './server/http-app';
export { LEGACY_PATHS } from './server/legacy.hook';
export { createOpenApi, serveDocs, type OpenApiOptions } from './server/openapi';
export { shutDownOnSignals, type ShutdownOptions } from './server/shutdown';
export { jsonObject, type JsonObjectValue, type JsonValue } from './wire/json-object.piece';
export { limit, offset, pageFields, pageOf } from './wire/page.piece';
export { tags, text, uuid, type TextBounds } from './wire/text.piece';
export { duration, formatTimestamp, parseDuration, parseTimestamp, timestamp } from './wire/time.piece';
export type { Camel } from './wire/wire-name';
export { mapperOf, type Decoded } from './wire/wire.mapper';
