import { z } from 'zod';
import { LIMITS } from '@engram/kernel';

export const ATTRIBUTE_TYPES = ['string', 'number', 'boolean', 'date', 'list', 'object'] as const;

const words = z.array(z.string().trim().min(1).max(LIMITS.nodeNameChars)).max(1_000);

/** By language, `en` and `vi` being those that come with the product. */
const byLanguage = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as "en" or "vi"'), value);

const attributeSchema = z.strictObject({
  type: z.enum(ATTRIBUTE_TYPES),
  required: z.boolean().default(false),
  description: z.string().optional(),
});

const nodeTypeSchema = z.strictObject({
  description: z.string().optional(),
  attributes: z.record(z.string().min(1), attributeSchema).default({}),
  /** Only its keywords and heads make a node of this type: an unknown name is none. */
  closed: z.boolean().default(false),
  keywords: z.record(z.string().min(1).max(LIMITS.nodeNameChars), words).default({}),
  heads: byLanguage(words).default({}),
});

const phrasesSchema = z.strictObject({
  verbs: words.default([]),
  inverse_verbs: words.default([]),
  nouns: words.default([]),
  inverse_nouns: words.default([]),
});

const relationSchema = z.strictObject({
  description: z.string().optional(),
  from: z.array(z.string()).min(1),
  to: z.array(z.string()).min(1),
  defaults: z.strictObject({ from: z.string().optional(), to: z.string().optional() }).default({}),
  holds: z.enum(['state', 'event']).default('state'),
  symmetric: z.boolean().default(false),
  phrases: byLanguage(phrasesSchema).default({}),
});

const typeName = z
  .string()
  .max(LIMITS.nodeTypeChars)
  .regex(/^[^\s:]+$/, 'must hold neither spaces nor a colon');

const relationName = z.string().max(LIMITS.relationChars).regex(/^\S+$/, 'must hold no spaces');

/** A file of `config/schemas`: personal.yaml explains every field. References between its parts are checked too. */
export const graphSchemaSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, "-" and "_"'),
    version: z.number().int().positive(),
    description: z.string().optional(),
    /** The type of whoever says "I". */
    speaker_type: z.string(),
    node_types: z.record(typeName, nodeTypeSchema),
    relations: z.record(relationName, relationSchema),
  })
  .superRefine((schema, context) => {
    const known = (type: string, path: PropertyKey[]) => {
      if (Object.hasOwn(schema.node_types, type)) return;
      context.addIssue({ code: 'custom', path, message: `"${type}" is not one of node_types` });
    };
    known(schema.speaker_type, ['speaker_type']);
    for (const [name, relation] of Object.entries(schema.relations)) {
      for (const end of ['from', 'to'] as const) {
        relation[end].forEach((type, index) => known(type, ['relations', name, end, index]));
        const fallback = relation.defaults[end];
        if (fallback !== undefined && !relation[end].includes(fallback)) {
          context.addIssue({
            code: 'custom',
            path: ['relations', name, 'defaults', end],
            message: `"${fallback}" must be one of the types in ${end}`,
          });
        }
      }
    }
  });

/** What a graph is made of, and how its facts are said. */
export type GraphSchema = z.output<typeof graphSchemaSchema>;
export type NodeTypeSchema = GraphSchema['node_types'][string];
export type RelationSchema = GraphSchema['relations'][string];
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];
