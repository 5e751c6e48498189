import { createHash } from 'node:crypto';
import { InvalidRequestError, LIMITS } from '@engram/kernel';

/** What makes a repeated request answer as the first did; of the same form as the storage ports want it. */
export interface IdempotencyClaim {
  /** The client's key, made unique per operation. */
  key: string;
  /** SHA-256 over operation, path parameters, query and body, whatever the order of their keys. */
  fingerprint: string;
}

export const IDEMPOTENCY_HEADER = 'idempotency-key';
const VISIBLE_ASCII = new RegExp(`^[\\x21-\\x7e]{1,${LIMITS.idempotencyKeyChars}}$`);

/** @throws InvalidRequestError when the header is not 1–255 visible ASCII characters. */
export function claimOf(header: unknown, operation: string, input: unknown): IdempotencyClaim | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !VISIBLE_ASCII.test(header)) {
    const message = `must be 1 to ${LIMITS.idempotencyKeyChars} visible ASCII characters, given once`;
    throw new InvalidRequestError(`Idempotency-Key ${message}`, [{ path: 'Idempotency-Key', message }]);
  }
  const fingerprint = createHash('sha256')
    .update(`${operation}\n${canonical(input)}`)
    .digest('hex');
  return { key: `${operation} ${header}`, fingerprint };
}

/** JSON with sorted keys. The input was checked: its depth is bounded. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) => {
    if (typeof child !== 'object' || child === null || Array.isArray(child)) return child;
    const entries = Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  });
}
