import { z } from 'zod';
import type { EpochMs } from '@engram/kernel';

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+ -])(\d{2}):(\d{2}))$/;
const MINUTE_MS = 60_000;
/** 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z: what RFC 3339 can write again. */
const EARLIEST_MS = -62_135_596_800_000;
const LATEST_MS = 253_402_300_799_999;

/** Undefined for anything but RFC 3339 with a zone and a day that exists. A space for the plus of a zone is what a query string makes of it. */
export function parseTimestamp(text: string): EpochMs | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const millis = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || part(9) > 23 || part(10) > 59) return undefined;
  local.setUTCHours(hour, minute, second, millis);
  const offset = (part(9) * 60 + part(10)) * MINUTE_MS * (match[8] === '-' ? -1 : 1);
  const epochMs = local.getTime() - offset;
  return epochMs < EARLIEST_MS || epochMs > LATEST_MS ? undefined : epochMs;
}

export function formatTimestamp(epochMs: EpochMs): string {
  return new Date(epochMs).toISOString();
}

/** RFC 3339 with a zone on the wire, epoch milliseconds in the code. */
export function timestamp() {
  return z
    .codec(z.string(), z.number(), {
      decode: (text, context) => {
        const epochMs = parseTimestamp(text);
        if (epochMs !== undefined) return epochMs;
        context.issues.push({
          code: 'custom',
          input: text,
          message: 'must be a time as in RFC 3339 with its zone, for example 2026-01-31T18:30:00Z',
        });
        return z.NEVER;
      },
      encode: formatTimestamp,
    })
    .meta({ format: 'date-time' });
}

const DURATION = /^(\d{1,9})(s|m|h|d|w)$/;
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
  w: 7 * 24 * 60 * MINUTE_MS,
};
const DURATION_MAX_MS = 100 * 366 * 24 * 60 * MINUTE_MS;

/** `90s`, `15m`, `2h`, `7d`, `4w` → milliseconds; undefined for anything else, for nothing and for more than a century. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (!count || !unit) return undefined;
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  return ms === 0 || ms > DURATION_MAX_MS ? undefined : ms;
}

/** A span of time on the wire, milliseconds in the code. */
export function duration() {
  return z
    .string()
    .transform((text, context) => {
      const ms = parseDuration(text);
      if (ms !== undefined) return ms;
      context.addIssue({
        code: 'custom',
        message: 'must be a number with s, m, h, d or w, for example 2h or 7d, and at most a century',
      });
      return z.NEVER;
    })
    .meta({ pattern: DURATION.source });
}
