import { z } from 'zod';
import { choice, integer, secret } from '../setting';

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
    dsn: secret({ description: 'Connection string of PostgreSQL.', planned: 'PostgreSQL' }),
    pool_min: integer({
      default: 5,
      min: 0,
      max: 1_000,
      description: 'Connections kept open.',
      planned: 'PostgreSQL',
    }),
    pool_max: integer({
      default: 20,
      min: 1,
      max: 1_000,
      description: 'Connections at most.',
      planned: 'PostgreSQL',
    }),
  })
  .describe('Memories: what was said, decided and done.');
