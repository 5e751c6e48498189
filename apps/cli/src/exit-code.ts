import type { ErrorCode } from '@engram/kernel';

/** What a script can tell from the exit status alone. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  unavailable: 5,
  denied: 6,
  timeout: 7,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The one place where an error code becomes an exit status. */
export const EXIT_BY_CODE: Readonly<Record<ErrorCode, ExitCode>> = {
  INVALID_REQUEST: EXIT.usage,
  CONTENT_TOO_LARGE: EXIT.usage,
  NOT_FOUND: EXIT.notFound,
  CONFLICT: EXIT.conflict,
  STORE_UNAVAILABLE: EXIT.unavailable,
  EMBEDDING_ERROR: EXIT.unavailable,
  LLM_ERROR: EXIT.unavailable,
  RATE_LIMITED: EXIT.unavailable,
  UNAUTHORIZED: EXIT.denied,
  FORBIDDEN: EXIT.denied,
  TIMEOUT: EXIT.timeout,
  INTERNAL_ERROR: EXIT.failure,
};

/** For the reference page and `engram --help`. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, 'done'],
  [
    EXIT.failure,
    'it failed: a fault of Engram, a damaged tenant found by `verify`, a demo that broke a promise',
  ],
  [EXIT.usage, 'wrong arguments, a wrong value, a config that is not valid, content over its limit'],
  [EXIT.notFound, 'no such memory, node, edge, tenant, setting or file'],
  [EXIT.conflict, 'it is taken, exists already, or belongs to another embedding space'],
  [EXIT.unavailable, 'the data folder, a store or a provider cannot be used now'],
  [EXIT.denied, 'not allowed'],
  [EXIT.timeout, 'it ran past its time'],
  [EXIT.interrupted, 'interrupted (Ctrl-C)'],
  [EXIT.terminated, 'terminated (SIGTERM)'],
];
