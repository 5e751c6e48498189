import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from './clock';
import { newMemoryId, nodeKeyOf, parseMemoryId, parseNodeKey, parseTenantId, splitNodeKey } from './ids';
import { LIMITS } from './limits';
import { SeededRandom, SystemRandom } from './random';

const invalid = { code: 'INVALID_REQUEST' };

describe('ids', () => {
  it('a tenant is 1 to 64 of letters, digits, _ and -', () => {
    for (const good of ['a', 'Acme_2-x', 'x'.repeat(64)]) assert.equal(parseTenantId(good), good);
    for (const bad of ['', 'x'.repeat(65), 'a b', '../a', 'a.b', 'ă', 'a\0', 'a\n', 7, null, undefined]) {
      assert.throws(() => parseTenantId(bad), invalid, String(bad));
    }
  });

  it('a memory id is a UUID that sorts by the time it was made', () => {
    const clock = new ManualClock();
    const random = new SeededRandom(1);
    const ids = Array.from({ length: 50 }, () => {
      clock.advance(1);
      return newMemoryId(clock, random);
    });
    assert.deepEqual([...ids].sort(), ids);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(parseMemoryId(ids[0]?.toUpperCase()), ids[0]);
    for (const bad of ['', 'x', `${ids[0]} `, {}]) assert.throws(() => parseMemoryId(bad), invalid);
  });

  it('a node key splits at its first colon', () => {
    assert.deepEqual(splitNodeKey(nodeKeyOf('Site', 'http://x:1')), { type: 'Site', name: 'http://x:1' });
    for (const bad of ['', ':', 'A:', ':a', 'none', 3]) assert.throws(() => parseNodeKey(bad), invalid);
    const longest = LIMITS.nodeTypeChars + LIMITS.nodeNameChars + 1;
    assert.equal(parseNodeKey(`T:${'n'.repeat(longest - 2)}`).length, longest);
    assert.throws(() => parseNodeKey(`T:${'n'.repeat(longest - 1)}`), invalid);
  });
});

describe('chance', () => {
  it('of one seed repeats itself, that of the system does not', () => {
    const of = (random: SeededRandom | SystemRandom) => Array.from({ length: 20 }, () => random.below(1_000));
    assert.deepEqual(of(new SeededRandom(7)), of(new SeededRandom(7)));
    assert.notDeepEqual(of(new SeededRandom(7)), of(new SeededRandom(8)));
    assert.notDeepEqual(of(new SystemRandom()), of(new SystemRandom()));
  });

  it('keeps to its bounds', () => {
    const random = new SystemRandom();
    assert.equal(random.bytes(10_000).length, 10_000);
    for (let count = 0; count < 1_000; count++) {
      const value = random.next();
      assert.ok(value >= 0 && value < 1);
    }
  });
});
