import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTenantId } from '@engram/kernel';
import fc from 'fast-check';
import { decodeTenant, encodeTenant } from './tenant-folder';

const alphabet = 'ABCXYZabcxyz0189_-'.split('');
const tenantText = fc.oneof(
  fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 64 }).map((letters) => letters.join('')),
  fc.constantFrom('con', 'CON', 'Con', 'nul', 'com1', 'LPT9', 'aux', '-', '-a', '--A', 'default'),
);

describe('tenant folders', () => {
  it('lead back to their tenant', () => {
    fc.assert(
      fc.property(tenantText, (text) => {
        const tenant = parseTenantId(text);
        assert.equal(decodeTenant(encodeTenant(tenant)), tenant);
      }),
    );
  });

  it('differ also where upper and lower case are the same', () => {
    fc.assert(
      fc.property(tenantText, tenantText, (one, other) => {
        fc.pre(one !== other);
        const [first, second] = [parseTenantId(one), parseTenantId(other)].map(encodeTenant);
        assert.notEqual(first?.toLowerCase(), second?.toLowerCase());
      }),
    );
  });

  it('are names that every file system takes', () => {
    fc.assert(
      fc.property(tenantText, (text) => {
        const folder = encodeTenant(parseTenantId(text));
        assert.match(folder, /^[a-z0-9_+][a-z0-9_+-]*$/);
        assert.doesNotMatch(folder, /^(con|prn|aux|nul|com\d|lpt\d)$/);
        assert.ok(folder.length <= 255);
      }),
    );
  });

  it('are told from folders of others', () => {
    for (const folder of ['Default', 'a+', '+', 'a b', '.', '..', 'con', 'damaged-1+', 'é', '-a', '++a']) {
      assert.equal(decodeTenant(folder), undefined, folder);
    }
  });
});
