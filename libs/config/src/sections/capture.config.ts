import { z } from 'zod';
import { flag } from '../setting';

export const captureSection = z
  .strictObject({
    skip_trivial: flag({
      default: false,
      description: 'Leave out messages that say nothing, such as "ok".',
      planned: 'capture filters',
    }),
    entity_gate: flag({
      default: false,
      description: 'Extract only from messages that name something.',
      planned: 'capture filters',
    }),
    redact_private: flag({
      default: false,
      description: 'Cut out what stands between `<private>` and `</private>`.',
      planned: 'capture filters',
    }),
    redact_secrets: flag({
      default: false,
      description: 'Cut out keys, tokens and card numbers.',
      planned: 'capture filters',
    }),
  })
  .describe('What of a conversation is taken in.');
