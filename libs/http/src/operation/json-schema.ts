import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

const DEFINITIONS = '#/$defs/';
const COMPONENTS = '#/components/schemas/';

/** Schemas with an id, found while operations were declared: they become `components.schemas`. */
const components = new Map<string, JsonSchema>();

export function schemaReference(id: string): JsonSchema {
  return { $ref: `${COMPONENTS}${id}` };
}

/** A schema as OpenAPI 3.1 wants it, as the wire sees it; schemas with an id (`.meta({ id })`) are referred to. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...whole
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  for (const [id, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    components.set(id, tidy(definition) as JsonSchema);
  }
  const { id, ...result } = tidy(whole) as JsonSchema & { id?: string };
  if (id === undefined) return result;
  components.set(id, result);
  return schemaReference(id);
}

/** Points references at the components and drops what OpenAPI does not know. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key === '$ref' && typeof child === 'string') return [key, child.replace(DEFINITIONS, COMPONENTS)];
      return [key, tidy(child)];
    }),
  );
}

export function componentSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1)));
}
