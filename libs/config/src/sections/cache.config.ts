import { z } from 'zod';
import { flag, integer, secret } from '../setting';

export const cacheSection = z
  .strictObject({
    enabled: flag({ default: false, description: 'Keep answers for a while.', planned: 'the cache' }),
    redis_url: secret({
      description: 'Redis to share answers between servers; none: each keeps its own.',
      planned: 'the cache',
    }),
    recall_ttl_seconds: integer({
      default: 300,
      min: 1,
      max: 86_400,
      description: 'How long, in seconds, an answer of recall is kept.',
      planned: 'the cache',
    }),
    think_ttl_seconds: integer({
      default: 900,
      min: 1,
      max: 86_400,
      description: 'How long, in seconds, an answer of think is kept.',
      planned: 'the cache',
    }),
    query_ttl_seconds: integer({
      default: 300,
      min: 1,
      max: 86_400,
      description: 'How long, in seconds, an answer of a graph query is kept.',
      planned: 'the cache',
    }),
  })
  .describe('Answers kept for the next who asks the same.');
