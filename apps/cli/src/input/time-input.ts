import { InvalidRequestError, type EpochMs } from '@engram/kernel';

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};
const DURATION = /^(\d{1,9})([smhdw])$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?(Z|[+-]\d{2}:\d{2})?$/i;

/** `30m`, `2h`, `7d` in milliseconds. @throws InvalidRequestError */
export function parseDuration(text: string, path: string): number {
  const match = DURATION.exec(text.trim());
  const unit = UNIT_MS[match?.[2] ?? ''];
  if (!match || unit === undefined) {
    throw refusal(path, 'must be a duration such as 30m, 2h or 7d');
  }
  return Number(match[1]) * unit;
}

/**
 * A date, a date with time (UTC where no offset is given), or an age such as `7d` before `now`.
 * @throws InvalidRequestError
 */
export function parseTime(text: string, path: string, now: EpochMs): EpochMs {
  const trimmed = text.trim();
  if (DURATION.test(trimmed)) return now - parseDuration(trimmed, path);
  const match = INSTANT.exec(trimmed);
  const time = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`.toUpperCase()) : NaN;
  // Date.parse takes the 30th of February for the 2nd of March.
  const day = match && new Date(Date.parse(`${match[1]}T00:00Z`));
  if (Number.isNaN(time) || day?.toISOString().slice(0, 10) !== match?.[1]) {
    throw refusal(path, 'must be a time such as 2026-03-01, 2026-03-01T19:30:00+07:00 or an age such as 7d');
  }
  return time;
}

function refusal(path: string, message: string): InvalidRequestError {
  return new InvalidRequestError(`${path} ${message}`, [{ path, message }]);
}
