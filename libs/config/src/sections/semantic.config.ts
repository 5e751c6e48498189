import { z } from 'zod';
import { choice, integer, text } from '../setting';
import { postgresqlSettings } from './postgresql.settings';

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
    ...postgresqlSettings(),
  })
  .describe('The graph: what is known, and how it is connected.');
