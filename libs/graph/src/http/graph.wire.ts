import { z } from 'zod';
import { jsonObject, text, timestamp, uuid } from '@engram/http';
import { LIMITS } from '@engram/kernel';

const KEY_CHARS = LIMITS.nodeTypeChars + LIMITS.nodeNameChars + 1;

/** `Type:Name`; in a path it is percent-encoded: `Person%3AAda%20L`. */
export const nodeKey = () =>
  text({ maxChars: KEY_CHARS }).describe('Key of a node, `Type:Name`, for example `Person:Ada`.');

export const nodeWire = z
  .strictObject({
    id: z.string(),
    key: z.string().describe('`Type:Name`, unique in a tenant.'),
    labels: z.array(z.string()).describe('The first is its type.'),
    type: z.string(),
    name: z.string(),
    attributes: jsonObject(),
    created_at: timestamp(),
    updated_at: timestamp(),
  })
  .meta({ id: 'Node' });

export const edgeWire = z
  .strictObject({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    relation: z.string(),
    weight: z.number(),
    attributes: jsonObject(),
    valid_from: timestamp().nullable().describe('Since when it holds; null: unknown.'),
    valid_to: timestamp().nullable().describe('Until when it held; null: it holds.'),
    recorded_at: timestamp().describe('Since when it is known.'),
    invalidated_at: timestamp().nullable(),
    provenance: z.array(z.string()).describe('Ids of the memories it was learned from.'),
  })
  .meta({ id: 'Edge' });

export const nodeInputWire = z
  .strictObject({
    type: text({ maxChars: LIMITS.nodeTypeChars }).describe(
      'What it is: `Person`, `Service`. Holds no colon.',
    ),
    name: text({ maxChars: LIMITS.nodeNameChars }),
    labels: z
      .array(text({ maxChars: LIMITS.nodeTypeChars }))
      .max(LIMITS.tags)
      .optional()
      .describe('Labels beside the type.'),
    attributes: jsonObject()
      .optional()
      .describe('Merged into those of a node already known; null removes one.'),
  })
  .meta({ id: 'NodeInput' });

export const nodePatchWire = z
  .strictObject({
    attributes: jsonObject().optional().describe('Merged; null removes one.'),
    labels: z
      .array(text({ maxChars: LIMITS.nodeTypeChars }))
      .max(LIMITS.tags)
      .optional()
      .describe('Replaces the labels beside the type.'),
  })
  .meta({ id: 'NodePatch' });

export const edgeFields = {
  from: nodeKey(),
  to: nodeKey(),
  relation: text({ maxChars: LIMITS.relationChars }).describe('`works_at`, `uses`, `depends_on`.'),
  weight: z.number().optional().describe('Default 1 for a new edge.'),
  attributes: jsonObject().optional(),
  valid_from: timestamp().nullable().optional(),
  valid_to: timestamp().nullable().optional(),
  provenance: z
    .array(uuid())
    .max(LIMITS.contextMemories)
    .optional()
    .describe('Ids of the memories it was learned from.'),
};

export const createMissing = z
  .boolean()
  .default(false)
  .describe('Make ends that are not there from their keys, instead of a 404.');

export const failureWire = z
  .strictObject({ code: z.string(), message: z.string(), details: z.unknown().optional() })
  .describe('Why this item was not stored.');

export const subgraphFields = {
  nodes: z.array(nodeWire),
  edges: z.array(edgeWire).describe('Those among the nodes.'),
  total: z.int().describe('Nodes that match, beyond this page too.'),
  truncated: z.boolean().describe('True where the search stopped before it had seen everything.'),
};

export const nodePath = z.strictObject({ key: nodeKey() });
export const edgePath = z.strictObject({ id: uuid() });
