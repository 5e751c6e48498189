import { z } from 'zod';
import { choice, integer, secret, text } from '../setting';

export const semanticSection = z
  .strictObject({
    provider: choice(['sqlite'], {
      default: 'sqlite',
      description: 'Where the graph is stored: `sqlite` keeps it in the file of its tenant.',
      plannedChoices: ['postgresql'],
    }),
    max_open_graphs: integer({
      default: 100,
      min: 1,
      max: 100_000,
      description: 'Graphs held in memory at once; beyond it the one unused longest is dropped.',
    }),
    schema: text({
      default: 'personal',
      description:
        'What kinds of things and relations the graph knows: the name of a template (`devops`, `marketing`, `personal`) or the path of a YAML file.',
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
  .describe('The graph: what is known, and how it is connected.');
