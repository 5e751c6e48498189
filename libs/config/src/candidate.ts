import { z } from 'zod';
import type { Setting } from './catalogue';
import type { ConfigProblem } from './config.error';
import { closest } from './suggestion';

/** A value that some layer gives to a setting. */
export interface Candidate {
  setting: Setting;
  value: unknown;
  source: string;
}

/** The type of a value in words; never the value itself, which may be a secret in the wrong place. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return 'a mapping';
}

/** Variables, flags and expanded texts hold text alone: reads it as what the setting wants, and leaves it as it is where that fails. */
export function readText(setting: Setting, text: string): unknown {
  switch (setting.kind) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
    case 'flag':
      return { true: true, false: false, '1': true, '0': false }[text.trim().toLowerCase()] ?? text;
    case 'list':
      return text.trim() === '' ? [] : text.split(',').map((item) => item.trim());
    default:
      return text === '' && setting.default === null ? null : text;
  }
}

function isDefault(setting: Setting, value: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(setting.default);
}

/** What is wrong with the value; undefined where nothing is. */
export function problemOf({ setting, value, source }: Candidate): ConfigProblem | undefined {
  const at = { source, key: setting.key };
  if (setting.planned !== undefined && !isDefault(setting, value)) {
    return {
      ...at,
      message: `${setting.planned} is not available in this version`,
      remedy: 'Remove the setting',
    };
  }
  if (typeof value === 'string' && setting.plannedChoices?.includes(value)) {
    return {
      ...at,
      message: `${value} is not available in this version`,
      remedy: `Use one of: ${setting.allowed}`,
    };
  }
  const result = z.safeParse(setting.schema, value);
  if (result.success) return undefined;
  const near = typeof value === 'string' && setting.kind === 'choice' && closest(value, choices(setting));
  return {
    ...at,
    message: `found ${typeName(value)}${rangeNote(setting, value)}, allowed is: ${setting.allowed}`,
    remedy: near ? `Did you mean ${near}?` : `Correct it or remove it; the default is ${shown(setting)}`,
  };
}

function choices(setting: Setting): string[] {
  return setting.allowed.split(', ');
}

/** A number is no secret, and "found a whole number" alone would not help whoever wrote 99999. */
function rangeNote(setting: Setting, value: unknown): string {
  return typeof value === 'number' && !setting.secret ? ` (${value})` : '';
}

function shown(setting: Setting): string {
  return setting.default === null ? 'none' : JSON.stringify(setting.default);
}
