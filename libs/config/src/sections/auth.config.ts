import { z } from 'zod';
import { flag, integer, secret } from '../setting';

export const authSection = z
  .strictObject({
    enabled: flag({
      default: false,
      description: 'Ask every caller for a credential.',
      planned: 'authentication',
    }),
    jwt_secret: secret({
      description: 'Signs the tokens; at least 32 bytes.',
      planned: 'authentication',
    }),
    admin_secret: secret({
      description: 'Buys the first token at `/auth/token`.',
      planned: 'authentication',
    }),
    token_ttl_seconds: integer({
      default: 3_600,
      min: 60,
      max: 86_400,
      description: 'How long, in seconds, a token is good.',
      planned: 'authentication',
    }),
  })
  .describe('Who may do what.');
