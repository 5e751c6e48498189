import { z } from 'zod';
import { flag, integer } from '../setting';

export const rateLimitSection = z
  .strictObject({
    enabled: flag({ default: false, description: 'Bound the requests of a tenant.', planned: 'rate limits' }),
    requests_per_minute: integer({
      default: 600,
      min: 1,
      max: 1_000_000,
      description: 'Requests of one tenant in a minute.',
      planned: 'rate limits',
    }),
    burst: integer({
      default: 60,
      min: 0,
      max: 1_000_000,
      description: 'Requests beyond it that may come at once.',
      planned: 'rate limits',
    }),
  })
  .describe('A fair share for every tenant.');
