import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fold } from './fold';

describe('fold', () => {
  it('makes what people mean alike the same', () => {
    for (const [text, folded] of [
      ['Đặng Trâm', 'dang tram'],
      ['ĐƯỜNG', 'duong'],
      ['Ångström', 'angstrom'],
      ['PostgreSQL', 'postgresql'],
      ['東京', '東京'],
    ] as const) {
      assert.equal(fold(text), folded);
      assert.equal(fold(text.normalize('NFD')), folded);
    }
  });

  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(fold(fold(text)), fold(text))),
    );
  });
});
