import { SETTINGS } from './catalogue';
import type { ConfigValues } from './config.schema';
import { REDACTED, Secret } from './secret';

/** A plain copy that may be shown: secrets that are set read `[redacted]`. */
export function redact(config: ConfigValues): Record<string, unknown> {
  return JSON.parse(JSON.stringify(config)) as Record<string, unknown>;
}

/** The value of one setting, as it may be shown. */
export function shownValue(config: ConfigValues, key: string): unknown {
  const setting = SETTINGS.find((candidate) => candidate.key === key);
  if (!setting) return undefined;
  const value = setting.path.reduce<unknown>(
    (group, name) => (group as Record<string, unknown>)[name],
    config as unknown,
  );
  return value instanceof Secret ? REDACTED : value;
}
