import assert from 'node:assert/strict';
import { it } from 'node:test';
import { closest } from './suggestion';

it('finds what was meant, and nothing where nothing is near', () => {
  assert.equal(closest('prot', ['host', 'port']), 'port');
  assert.equal(closest('warning', ['error', 'warn']), 'warn');
  assert.equal(closest('Memory_Type', ['memory_type']), 'memory_type');
  assert.equal(closest('xyzzy', ['host', 'port']), undefined);
  assert.equal(closest('', ['host']), undefined);
  assert.equal(closest('x'.repeat(1_000_000), ['host']), undefined);
});
