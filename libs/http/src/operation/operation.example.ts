import type { z } from 'zod';
import { parseWire } from '../wire/wire.parser';
import type { OperationSpec } from './operation';

/** An example that its own operation would refuse is a mistake of whoever wrote it: the process does not start. */
export function assertExample(spec: OperationSpec): void {
  const { body, query, params, data } = spec.example ?? {};
  check(spec, spec.body, body);
  check(spec, spec.query, query);
  check(spec, spec.params, params);
  check(spec, spec.data, data);
}

function check({ summary }: OperationSpec, schema: z.ZodType | undefined, example: unknown): void {
  if (example === undefined) return;
  const problems = schema
    ? parseWire(schema, example).errors
    : [{ path: '', message: 'there is no schema for it' }];
  if (problems.length === 0) return;
  const words = problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Error(`the example of "${summary}" does not fit its schema: ${words}`);
}
