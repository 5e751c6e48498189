import { z } from 'zod';
import { choice, integer } from '../setting';
import { postgresqlSettings } from './postgresql.settings';

export const episodicSection = z
  .strictObject({
    provider: choice(['sqlite'], {
      default: 'sqlite',
      description: 'Where memories are stored: `sqlite` keeps one file per tenant in `$ENGRAM_HOME/tenants`.',
      plannedChoices: ['postgresql'],
    }),
    max_open: integer({
      default: 1_000,
      min: 1,
      max: 100_000,
      description: 'Tenants whose stores are open at once; beyond it the one unused longest is closed.',
    }),
    workers: integer({
      default: 2,
      min: 1,
      max: 64,
      description: 'Threads that own the open tenants. One per processor core is a good start.',
    }),
    busy_timeout_ms: integer({
      default: 5_000,
      min: 0,
      max: 600_000,
      description:
        'How long, in milliseconds, a write waits for another process that is writing the same tenant.',
    }),
    ...postgresqlSettings(),
  })
  .describe('Memories: what was said, decided and done.');
