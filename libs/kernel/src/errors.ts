/** The stable codes of the contract: clients, tests and exit codes go by them, never by a message. */
export type ErrorCode =
  | 'INVALID_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'CONTENT_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'INTERNAL_ERROR'
  | 'EMBEDDING_ERROR'
  | 'LLM_ERROR'
  | 'STORE_UNAVAILABLE'
  | 'TIMEOUT';

/** One faulty field of a request. */
export interface FieldError {
  /** Where: `items[3].content`; empty for the whole body. */
  path: string;
  message: string;
}

export interface ErrorDetails {
  errors?: FieldError[];
  [key: string]: unknown;
}

/** Every error a caller may see. The message says what was wrong and what to do; it never holds SQL, paths or secrets. */
export class EngramError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: ErrorDetails,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }

  /** The form that crosses a thread: see {@link reviveError}. */
  toWire(): WireError {
    return { code: this.code, message: this.message, ...(this.details && { details: this.details }) };
  }
}

export interface WireError {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
}

export class InvalidRequestError extends EngramError {
  constructor(message: string, errors?: FieldError[]) {
    super('INVALID_REQUEST', message, errors && { errors });
  }
}
export class UnauthorizedError extends EngramError {
  constructor(message: string) {
    super('UNAUTHORIZED', message);
  }
}
export class ForbiddenError extends EngramError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}
export class NotFoundError extends EngramError {
  constructor(message: string) {
    super('NOT_FOUND', message);
  }
}
export class ConflictError extends EngramError {
  constructor(message: string, details?: ErrorDetails) {
    super('CONFLICT', message, details);
  }
}
export class ContentTooLargeError extends EngramError {
  constructor(message: string) {
    super('CONTENT_TOO_LARGE', message);
  }
}
export class EmbeddingError extends EngramError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('EMBEDDING_ERROR', message, undefined, options);
  }
}
export class LlmError extends EngramError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('LLM_ERROR', message, undefined, options);
  }
}
/** The database or an index cannot be reached, is damaged, full or read-only. */
export class StoreUnavailableError extends EngramError {
  constructor(message: string, options?: { retryAfterSeconds?: number; cause?: unknown }) {
    super('STORE_UNAVAILABLE', message, { retry_after_seconds: options?.retryAfterSeconds ?? 1 }, options);
  }
}
export class TimeoutError extends EngramError {
  constructor(message: string) {
    super('TIMEOUT', message);
  }
}
export class InternalError extends EngramError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('INTERNAL_ERROR', message, undefined, options);
  }
}

/** Rebuilds an error that crossed a thread. */
export function reviveError(wire: WireError): EngramError {
  return new EngramError(wire.code, wire.message, wire.details);
}
