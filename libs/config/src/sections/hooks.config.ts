import { z } from 'zod';
import { flag, integer, list, secret } from '../setting';

export const hooksSection = z
  .strictObject({
    on_remember: list({
      default: [],
      description: 'Addresses told of every new memory.',
      planned: 'webhooks',
    }),
    on_think: list({ default: [], description: 'Addresses told of every answer.', planned: 'webhooks' }),
    signing_secret: secret({ description: 'Signs what is sent.', planned: 'webhooks' }),
    timeout_ms: integer({
      default: 5_000,
      min: 100,
      max: 60_000,
      description: 'How long, in milliseconds, an address may take to answer.',
      planned: 'webhooks',
    }),
    allow_private: flag({
      default: false,
      description: 'Allow addresses within the private network.',
      planned: 'webhooks',
    }),
  })
  .describe('Other services that are told what happens.');
