import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { assertExample } from './operation.example';

const spec = { summary: 'x', permission: 'public', body: z.strictObject({ a: z.string() }) } as const;

it('an example that does not run stops the process', () => {
  assert.doesNotThrow(() => assertExample({ ...spec, example: { body: { a: 'x' } } }));
  assert.doesNotThrow(() => assertExample(spec));
  assert.throws(() => assertExample({ ...spec, example: { body: { a: 1 } } }));
  assert.throws(() => assertExample({ ...spec, example: { body: { b: 'x' } } }));
  assert.throws(() => assertExample({ ...spec, example: { query: { a: 'x' } } }));
});
