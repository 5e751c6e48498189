import { z } from 'zod';
import { choice, integer, optionalText, secret } from '../setting';

export const embeddingSection = z
  .strictObject({
    provider: choice(['hashing'], {
      default: 'hashing',
      description:
        'What turns text into vectors: `hashing` is built in, deterministic, and needs neither network nor key.',
      plannedChoices: ['gemini', 'openai', 'ollama', 'onnx'],
    }),
    dimensions: integer({
      default: 256,
      min: 32,
      max: 4_096,
      description: 'Length of a vector. A tenant keeps the length it began with.',
    }),
    model: optionalText({
      description: 'Model of the provider.',
      planned: 'embedding by a model',
    }),
    base_url: optionalText({
      description: 'Address of a provider that speaks the OpenAI protocol.',
      planned: 'embedding by a model',
    }),
    api_key: secret({ description: 'Key of the provider.', planned: 'embedding by a model' }),
    timeout_ms: integer({
      default: 10_000,
      min: 1,
      max: 600_000,
      description: 'How long, in milliseconds, the provider may take.',
      planned: 'embedding by a model',
    }),
  })
  .describe('Vectors: what lets a memory be found by its meaning.');
