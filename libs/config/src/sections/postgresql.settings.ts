import { integer, secret } from '../setting';

/** How a section's store reaches PostgreSQL. */
export const postgresqlSettings = () => ({
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
});
