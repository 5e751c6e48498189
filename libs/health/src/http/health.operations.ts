import { z } from 'zod';
import type { OperationSpec } from '@engram/http';

export const live = {
  summary: 'Is the process alive?',
  description: 'Touches nothing: answers as long as the process can.',
  permission: 'public',
  data: z.strictObject({ status: z.literal('alive') }),
  example: { data: { status: 'alive' } },
} satisfies OperationSpec;

const CheckWire = z
  .strictObject({
    name: z.string(),
    needed: z.boolean().describe('Down: the service is not ready. Otherwise it is degraded.'),
    state: z.enum(['up', 'down']),
    latency_ms: z.number(),
    error: z.string().nullable().describe('Code of what went wrong.'),
  })
  .meta({ id: 'ReadinessCheck' });

export const ready = {
  summary: 'Can it do its work?',
  description: 'Asks each dependency. 503 where a needed one is down or the server is stopping.',
  permission: 'public',
  data: z.strictObject({ status: z.enum(['ready', 'degraded']), checks: z.array(CheckWire) }),
  example: {
    data: {
      status: 'ready',
      checks: [{ name: 'storage', needed: true, state: 'up', latency_ms: 0.4, error: null }],
    },
  },
} satisfies OperationSpec;
