import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { LIMITS } from '@engram/kernel';
import { jsonObject } from './json-object.piece';
import { parseQueryString, typedQuery } from './query.reader';
import { text } from './text.piece';
import { formatTimestamp, parseDuration, parseTimestamp } from './time.piece';
import { parseWire } from './wire.parser';

describe('text', () => {
  it('keeps whatever Unicode as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        assert.equal(text().parse(value), value);
      }),
    );
  });

  it('refuses halves of characters, wherever they stand', () => {
    for (const half of ['\ud800', 'a\udc00b', '\ud83c', '\udf75\ud83c'])
      assert.equal(text().safeParse(half).success, false);
    assert.equal(text().safeParse('\ud83c\udf75').success, true);
  });

  it('counts characters as a reader does, and bytes as a disk does', () => {
    const five = text({ maxChars: 5 });
    assert.equal(five.safeParse('🍵'.repeat(5)).success, true);
    assert.equal(five.safeParse('🍵'.repeat(6)).success, false);
    assert.equal(five.safeParse('x'.repeat(6)).success, false);
    assert.equal(text({ maxBytes: 4 }).safeParse('🍵').success, true);
    assert.equal(parseWire(text({ maxBytes: 4 }), '🍵x').tooLarge, true);
    assert.equal(text().safeParse('').success, false);
    assert.equal(text({ minChars: 0 }).safeParse('').success, true);
  });
});

describe('time', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (epochMs) => {
        assert.equal(parseTimestamp(formatTimestamp(epochMs)), epochMs);
      }),
    );
  });

  it('is RFC 3339 with a zone, on a day that exists', () => {
    const at = Date.UTC(2026, 0, 31, 18, 30);
    for (const good of [
      '2026-01-31T18:30:00Z',
      '2026-01-31t18:30:00.000000z',
      '2026-02-01T01:30:00+07:00',
      '2026-01-31T13:30:00-05:00',
      '2026-02-01T01:30:00 07:00',
    ]) {
      assert.equal(parseTimestamp(good), at, good);
    }
    for (const bad of [
      '2026-01-31',
      '2026-01-31T18:30:00',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31T18:60:00Z',
      '2026-01-31T18:30:60Z',
      '2026-01-31T18:30:00+24:00',
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+01:00',
      '9999-12-31T23:59:59-01:00',
      '+012026-01-31T18:30:00Z',
      '1769884200',
      '',
      ' 2026-01-31T18:30:00Z',
    ]) {
      assert.equal(parseTimestamp(bad), undefined, bad);
    }
    assert.equal(parseTimestamp('2024-02-29T00:00:00Z'), Date.UTC(2024, 1, 29));
    assert.equal(parseTimestamp('0099-01-01T00:00:00Z'), new Date('0099-01-01T00:00:00Z').getTime());
  });

  it('spans', () => {
    assert.deepEqual(
      ['90s', '15m', '2h', '7d', '4w'].map(parseDuration),
      [90_000, 900_000, 7_200_000, 604_800_000, 2_419_200_000],
    );
    for (const bad of ['', '2', 'h', '0h', '-2h', '2 h', '1.5h', '2H', '2y', '999999999w'])
      assert.equal(parseDuration(bad), undefined, bad);
  });
});

describe('a user’s own object', () => {
  const accepts = (value: unknown) => jsonObject().safeParse(value).success;

  it('is kept as it is, up to its limits', () => {
    const value = { a_b: [1, null, { ключ: 'x' }], camelKey: true };
    assert.deepEqual(jsonObject().parse(value), value);
    const nested = (levels: number): unknown => (levels === 1 ? {} : { a: nested(levels - 1) });
    assert.equal(accepts(nested(LIMITS.metadataDepth)), true);
    assert.equal(accepts(nested(LIMITS.metadataDepth + 1)), false);
    const room = LIMITS.metadataBytes - Buffer.byteLength('{"a":""}');
    assert.equal(accepts({ a: 'x'.repeat(room) }), true);
    assert.equal(accepts({ a: 'x'.repeat(room + 1) }), false);
    assert.equal(accepts({ a: 'é'.repeat(room / 2 + 1) }), false);
  });

  it('is an object', () => {
    for (const bad of [null, [], 'x', 1, undefined]) assert.equal(accepts(bad), false);
    assert.equal(accepts({ a: Number.POSITIVE_INFINITY }), false);
    assert.equal(accepts({ a: ['\ud800'] }), false);
    assert.equal(z.strictObject({ metadata: jsonObject().optional() }).safeParse({}).success, true);
  });
});

describe('query string', () => {
  const shape = {
    count: z.int().optional(),
    exact: z.boolean().optional(),
    words: z.array(z.string()).optional(),
    name: z.string().optional(),
  };
  const read = (query: string) => typedQuery(parseQueryString(query), shape);

  it('gives each text its type, and leaves to the schema what cannot be read', () => {
    assert.deepEqual(read('count=-3&exact=false&words=a,b+c&name=1%2B1').value, {
      count: -3,
      exact: false,
      words: ['a', 'b c'],
      name: '1+1',
    });
    assert.deepEqual(read('count=0x10&exact=1&name').value, { count: '0x10', exact: '1', name: '' });
    assert.deepEqual(read('').value, {});
    assert.deepEqual(read('&&count=1&').value, { count: 1 });
  });

  it('never throws, and never makes what was not sent', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const { value, errors } = read(raw);
        assert.equal(Object.getPrototypeOf(value), Object.prototype);
        assert.ok(Array.isArray(errors));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        assert.equal(read(`name=${encodeURIComponent(name)}`).value['name'], name);
      }),
    );
  });
});
