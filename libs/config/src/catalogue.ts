import { z } from 'zod';
import { configSchema } from './config.schema';
import { traitsOf, type SettingTraits } from './setting';
import { closest } from './suggestion';

/** One setting of the schema, found by walking it once. */
export interface Setting extends SettingTraits {
  /** `serve.port` */
  key: string;
  path: readonly string[];
  /** `ENGRAM_SERVE_PORT` */
  variable: string;
  schema: z.ZodType;
}

export interface Section {
  key: string;
  description: string;
  settings: readonly Setting[];
}

function walk(schema: z.core.$ZodType, path: readonly string[]): Setting[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, child]) =>
      walk(child, [...path, name]),
    );
  }
  const traits = traitsOf(schema);
  if (!traits) throw new Error(`the setting ${path.join('.')} is declared without its traits`);
  const variable = `ENGRAM_${path.join('_').toUpperCase()}`;
  return [{ ...traits, key: path.join('.'), path, variable, schema: schema as z.ZodType }];
}

export const SECTIONS: readonly Section[] = Object.entries(configSchema.shape).map(([key, schema]) => ({
  key,
  description: schema.description ?? '',
  settings: walk(schema, [key]),
}));

export const SETTINGS: readonly Setting[] = SECTIONS.flatMap((section) => section.settings);

const byKey = new Map(SETTINGS.map((setting) => [setting.key, setting]));
const byVariable = new Map(SETTINGS.map((setting) => [setting.variable, setting]));
/** Every mapping of the schema: `serve`, and those within sections. */
const groups = new Set(
  SETTINGS.flatMap(({ path }) => path.slice(1).map((_, index) => path.slice(0, index + 1).join('.'))),
);

export const settingOf = (key: string): Setting | undefined => byKey.get(key);
export const settingOfVariable = (variable: string): Setting | undefined => byVariable.get(variable);
export const isGroup = (key: string): boolean => groups.has(key);

/** What to do about a key that does not exist. */
export function unknownKeyRemedy(key: string): string {
  const last = key.split('.').at(-1);
  const near = closest(key, byKey.keys()) ?? closest(key, groups);
  if (near) return `Did you mean ${near}?`;
  const elsewhere = SETTINGS.find((setting) => setting.path.at(-1) === last);
  if (elsewhere) return `Did you mean ${elsewhere.key}?`;
  const section = key.split('.')[0] ?? '';
  const siblings = SETTINGS.filter((setting) => setting.path[0] === section).map(({ key: name }) => name);
  return siblings.length > 0
    ? `Settings there: ${siblings.join(', ')}`
    : `Sections: ${SECTIONS.map(({ key: name }) => name).join(', ')}`;
}
