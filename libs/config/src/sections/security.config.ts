import { z } from 'zod';
import { integer } from '../setting';

export const securitySection = z
  .strictObject({
    max_content_length: integer({
      default: 10_240,
      min: 1,
      max: 1024 * 1024,
      description:
        'Longest content of one memory, in bytes of UTF-8; longer is refused with CONTENT_TOO_LARGE.',
    }),
  })
  .describe('Bounds on what comes in.');
