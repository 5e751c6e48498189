import { z } from 'zod';
import { choice, integer, optionalText, secret } from '../setting';

export const llmSection = z
  .strictObject({
    provider: choice(['extractive'], {
      default: 'extractive',
      description:
        'What composes answers: `extractive` is built in and quotes the evidence, without a language model.',
      plannedChoices: ['gemini', 'openai', 'anthropic', 'ollama'],
    }),
    model: optionalText({ description: 'Model of the provider.', planned: 'a language model' }),
    base_url: optionalText({
      description: 'Address of a provider that speaks the OpenAI protocol.',
      planned: 'a language model',
    }),
    api_key: secret({ description: 'Key of the provider.', planned: 'a language model' }),
    timeout_ms: integer({
      default: 30_000,
      min: 1,
      max: 600_000,
      description: 'How long, in milliseconds, the provider may take.',
      planned: 'a language model',
    }),
  })
  .describe('Language: how answers are composed.');
