import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { jsonObject } from './json-object.piece';
import { timestamp } from './time.piece';
import { mapperOf, type Decoded } from './wire.mapper';
import { camelName } from './wire-name';

const Inner = z.strictObject({ user_name: z.string(), at_time: timestamp().nullable() });
const Whole = z.strictObject({
  inner_list: z.array(Inner),
  inner_one: Inner.optional(),
  by_key: z.record(z.string(), Inner),
  free_form: jsonObject(),
  with_default: z.int().default(3),
});

describe('mapper', () => {
  it('renames declared keys alone, both ways', () => {
    const wire = {
      inner_list: [{ user_name: 'a', at_time: '2026-01-01T00:00:00.000Z' }],
      inner_one: { user_name: 'b', at_time: null },
      by_key: { kept_key: { user_name: 'c', at_time: null } },
      free_form: { kept_key: { also_kept: 1 } },
      with_default: 5,
    };
    const inCode: Decoded<typeof Whole> = {
      innerList: [{ userName: 'a', atTime: Date.UTC(2026, 0, 1) }],
      innerOne: { userName: 'b', atTime: null },
      byKey: { kept_key: { userName: 'c', atTime: null } as never },
      freeForm: { kept_key: { also_kept: 1 } },
      withDefault: 5,
    };
    const { toCamel, toWire } = mapperOf(Whole);
    assert.deepEqual(toCamel(Whole.parse(wire)), inCode);
    assert.deepEqual(toWire(inCode), wire);
  });

  it('sends what is declared alone, and leaves out what is undefined', () => {
    const { toWire } = mapperOf(Inner);
    assert.deepEqual(toWire({ userName: 'a', atTime: undefined, password: 'x', user_name: 'y' }), {
      user_name: 'a',
    });
  });

  it('comes back to what it was', () => {
    const date = fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true });
    const time = date.map((value) => value.toISOString());
    const inner = fc.record({ user_name: fc.string(), at_time: fc.option(time) }, { noNullPrototype: true });
    const key = fc.string().filter((name) => name !== '__proto__');
    const whole = fc.record(
      {
        inner_list: fc.array(inner),
        inner_one: inner,
        by_key: fc.constant({}),
        free_form: fc.dictionary(key, fc.string(), { noNullPrototype: true }),
        with_default: fc.integer(),
      },
      {
        requiredKeys: ['inner_list', 'by_key', 'free_form', 'with_default'],
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(whole, (wire) => {
        const { toCamel, toWire } = mapperOf(Whole);
        assert.deepEqual(toWire(toCamel(Whole.parse(wire))), wire);
      }),
    );
  });

  it('makes names', () => {
    assert.deepEqual(['memory_type', 'id', 'a_b_c', 'p_99'].map(camelName), [
      'memoryType',
      'id',
      'aBC',
      'p99',
    ]);
  });
});
