import { v7 as uuidv7 } from 'uuid';
import { InvalidRequestError } from './errors';
import type { Clock } from './clock';
import type { Random } from './random';
import { LIMITS } from './limits';

declare const brand: unique symbol;
/** A string that only its parser can make, so that a raw one cannot reach a store. */
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type TenantId = Branded<'TenantId'>;
/** UUIDv7 of a memory: sorts by creation. */
export type MemoryId = Branded<'MemoryId'>;
/** `Type:Name` of a graph node, unique in a tenant. */
export type NodeKey = Branded<'NodeKey'>;
export type EdgeId = Branded<'EdgeId'>;

const TENANT = /^[A-Za-z0-9_-]{1,64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The tenant of an installation that has only one. */
export const DEFAULT_TENANT = 'default' as TenantId;

/** @throws InvalidRequestError when `raw` is not 1–64 of `[A-Za-z0-9_-]`. */
export function parseTenantId(raw: unknown): TenantId {
  if (typeof raw !== 'string' || !TENANT.test(raw)) {
    throw new InvalidRequestError('tenant id must be 1 to 64 characters of A-Z, a-z, 0-9, "_" and "-"');
  }
  return raw as TenantId;
}

function parseUuid(raw: unknown, what: string): string {
  const text = typeof raw === 'string' ? raw.toLowerCase() : '';
  if (!UUID.test(text)) throw new InvalidRequestError(`${what} must be a UUID`);
  return text;
}

export function parseMemoryId(raw: unknown): MemoryId {
  return parseUuid(raw, 'memory id') as MemoryId;
}

export function parseEdgeId(raw: unknown): EdgeId {
  return parseUuid(raw, 'edge id') as EdgeId;
}

/**
 * Splits at the first colon: a type holds none, a name may.
 * @throws InvalidRequestError when either part is empty.
 */
export function parseNodeKey(raw: unknown): NodeKey {
  const colon = typeof raw === 'string' ? raw.indexOf(':') : -1;
  if (typeof raw !== 'string' || colon < 1 || colon === raw.length - 1) {
    throw new InvalidRequestError('node key must have the form "Type:Name", for example "Person:Ada"');
  }
  if (raw.length > LIMITS.nodeNameChars + LIMITS.nodeTypeChars + 1) {
    throw new InvalidRequestError(
      `node key must be at most ${LIMITS.nodeNameChars + LIMITS.nodeTypeChars + 1} characters`,
    );
  }
  return raw as NodeKey;
}

export function nodeKeyOf(type: string, name: string): NodeKey {
  return parseNodeKey(`${type}:${name}`);
}

export function splitNodeKey(key: NodeKey): { type: string; name: string } {
  const colon = key.indexOf(':');
  return { type: key.slice(0, colon), name: key.slice(colon + 1) };
}

function newUuid(clock: Clock, random: Random): string {
  return uuidv7({ msecs: clock.now(), random: random.bytes(16) });
}

export function newMemoryId(clock: Clock, random: Random): MemoryId {
  return newUuid(clock, random) as MemoryId;
}

export function newEdgeId(clock: Clock, random: Random): EdgeId {
  return newUuid(clock, random) as EdgeId;
}

/** For request, correlation and node ids: unique, ordered by time, without a brand of their own. */
export function newId(clock: Clock, random: Random): string {
  return newUuid(clock, random);
}
