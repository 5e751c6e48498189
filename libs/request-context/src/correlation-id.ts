import { LIMITS, newId, SystemClock, SystemRandom } from '@engram/kernel';

const CORRELATION_ID = new RegExp(`^[A-Za-z0-9._:-]{1,${LIMITS.correlationIdChars}}$`);

/** Undefined for anything but 1–128 of `[A-Za-z0-9._:-]`: what a caller sends ends up in headers and log lines. */
export function parseCorrelationId(raw: unknown): string | undefined {
  return typeof raw === 'string' && CORRELATION_ID.test(raw) ? raw : undefined;
}

const clock = new SystemClock();
const random = new SystemRandom();

/** Unique, ordered by time. */
export function newContextId(): string {
  return newId(clock, random);
}
