import { z } from 'zod';
import { choice, flag } from '../setting';

export const loggingSection = z
  .strictObject({
    level: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      default: 'info',
      description: 'The least important lines that are written.',
    }),
    format: choice(['text', 'json'], {
      default: 'text',
      description: '`text` for people, `json` (one object per line) for machines.',
    }),
    include_content: flag({
      default: false,
      description:
        'Write memory content, queries and answers into the log too. Secrets stay out of it in any case.',
    }),
  })
  .describe('What is written about what happens.');
