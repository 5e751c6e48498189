import { AsyncLocalStorage } from 'node:async_hooks';
import { DEFAULT_TENANT, InternalError, parseTenantId, type TenantId } from '@engram/kernel';
import { newContextId, parseCorrelationId } from './correlation-id';

export type Role = 'ADMIN' | 'AGENT' | 'READER';

/** On whose behalf something happens. */
export interface Principal {
  subject: string;
  role: Role;
}

/** What belongs to one request, command or background run, wherever its work goes. */
export interface RequestContext {
  /** Joins all that happens for one cause, across processes: the caller may give it. */
  readonly correlationId: string;
  /** Of this request alone; always made here. */
  readonly requestId: string;
  /** Settled by the credential after the context began: see {@link RequestContext.principal}. */
  tenant: TenantId;
  principal: Principal;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Undefined outside of any request, command or background run. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** @throws InternalError outside of any context: whoever needs one must run within one. */
export function requireContext(): RequestContext {
  const context = storage.getStore();
  if (!context) throw new InternalError('nothing is known here of the request that this belongs to');
  return context;
}

/** Of the current context; undefined outside of any. */
export function correlationId(): string | undefined {
  return storage.getStore()?.correlationId;
}

/** @throws InternalError outside of any context. */
export function currentTenant(): TenantId {
  return requireContext().tenant;
}

/** @throws InternalError outside of any context. */
export function currentPrincipal(): Principal {
  return requireContext().principal;
}

/** Runs `work` within `context`: so does all it awaits, every timer and callback it starts. */
export function runWith<Result>(context: RequestContext, work: () => Result): Result {
  return storage.run(context, work);
}

/** Who acts while nobody is asked for a credential. */
const LOCAL_ADMIN: Principal = Object.freeze({ subject: 'local', role: 'ADMIN' });

/** What is known of a context before it begins; the rest is made. */
export interface ContextSeed {
  /** As the caller sent it: replaced where it is not a correlation id. */
  correlationId?: unknown;
  tenant?: TenantId;
  principal?: Principal;
}

export function newContext(seed: ContextSeed = {}): RequestContext {
  const requestId = newContextId();
  return {
    correlationId: parseCorrelationId(seed.correlationId) ?? requestId,
    requestId,
    tenant: seed.tenant ?? DEFAULT_TENANT,
    principal: seed.principal ?? LOCAL_ADMIN,
  };
}

/**
 * Runs work that no request asked for, such as a cleanup by the clock, in a context of its own: its correlation id
 * begins with `name` (letters, digits, `-`), so that its log lines are found by it.
 */
export function background<Result>(name: string, work: () => Result, tenant?: TenantId): Result {
  const context = newContext({
    correlationId: `${name}:${newContextId()}`,
    principal: { subject: `system:${name}`, role: 'ADMIN' },
    ...(tenant && { tenant }),
  });
  return storage.run(context, work);
}

/** A context as it crosses a thread: plain data. */
export interface ContextWire {
  correlationId: string;
  requestId: string;
  tenant: string;
  principal: Principal;
}

/** To send along with a message to a worker thread; undefined outside of any context. */
export function contextToWire(): ContextWire | undefined {
  const context = storage.getStore();
  return context && { ...context, principal: { ...context.principal } };
}

/** In the worker thread: runs `work` in the context that came with the message, if one did. */
export function runWithWire<Result>(wire: ContextWire | undefined, work: () => Result): Result {
  return wire ? storage.run({ ...wire, tenant: parseTenantId(wire.tenant) }, work) : work();
}

/**
 * Runs `work` for another cause than the current one: what a worker thread reports arrives in the context of whoever
 * started the thread, not of the request that it is about. Without an id it belongs to no request.
 */
export function onBehalfOf<Result>(correlationId: string | undefined, work: () => Result): Result {
  return correlationId === undefined ? storage.exit(work) : storage.run(newContext({ correlationId }), work);
}
