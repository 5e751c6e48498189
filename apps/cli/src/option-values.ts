import { InvalidArgumentError } from 'commander';
import type { MEMORY_TYPES } from '@engram/storage';

// Storage is not loaded for the sake of a list: the compiler sees to it that both stay the same.
export const MEMORY_TYPE_CHOICES: typeof MEMORY_TYPES = [
  'fact',
  'decision',
  'preference',
  'todo',
  'error',
  'context',
  'workflow',
];

/** A parser for whole numbers from `min` to `max`. */
export function wholeNumber(min: number, max: number) {
  return (value: string): number => {
    const number = Number(value);
    if (!/^-?\d+$/.test(value) || number < min || number > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return number;
  };
}

/** A parser for numbers from `min` to `max`. */
export function numberWithin(min: number, max: number) {
  return (value: string): number => {
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number) || number < min || number > max) {
      throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
    }
    return number;
  };
}

/** `a,b` and repeated options alike. */
export function commaList(value: string, previous: string[] | undefined): string[] {
  const items = value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return [...(previous ?? []), ...items];
}

/** A JSON object, such as metadata or attributes. */
export function jsonObject(value: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw new InvalidArgumentError('It must be a JSON object, for example \'{"city":"Huế"}\'.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new InvalidArgumentError('It must be a JSON object in braces.');
  }
  return parsed as Record<string, unknown>;
}

/** `key=value` pairs of text. */
export function attributePair(value: string, previous: Record<string, string> | undefined) {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It must have the form key=value.');
  return { ...previous, [value.slice(0, equals)]: value.slice(equals + 1) };
}
