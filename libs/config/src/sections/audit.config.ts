import { z } from 'zod';
import { flag, integer, path } from '../setting';

export const auditSection = z
  .strictObject({
    enabled: flag({
      default: false,
      description: 'Keep a tamper-evident record of every write and denial.',
      planned: 'the audit log',
    }),
    path: path({ default: 'audit', description: 'Folder of the audit files.', planned: 'the audit log' }),
    log_reads: flag({ default: false, description: 'Record reads too.', planned: 'the audit log' }),
    retention_days: integer({
      default: 365,
      min: 1,
      max: 36_500,
      description: 'How long, in days, records are kept.',
      planned: 'the audit log',
    }),
  })
  .describe('Who did what, when.');
