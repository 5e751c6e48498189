import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '@engram/kernel';
import { splitPassages } from './passages';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Long text of words, blanks and characters beyond the basic plane. */
const longText = fc
  .array(
    fc.oneof(
      fc.constantFrom('. ', ' ', '\n', '😀', '👩‍👩‍👧', 'ệ', '。', 'x'),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    ),
    {
      minLength: 200,
      maxLength: 900,
      size: 'max',
    },
  )
  .map((parts) => parts.join(''));

describe('splitPassages', () => {
  it('leaves content up to the threshold whole, and empty content too', () => {
    const whole = 'a'.repeat(LIMITS.passageThresholdChars);
    assert.deepEqual(splitPassages(whole), [{ start: 0, end: whole.length }]);
    assert.deepEqual(splitPassages(''), [{ start: 0, end: 0 }]);
    assert.ok(splitPassages(`${whole}a`).length > 1);
  });

  it('cuts after sentences where there are any', () => {
    const content = 'This sentence has exactly forty letters. '.repeat(60);
    for (const { start, end } of splitPassages(content).slice(0, -1)) {
      assert.match(content.slice(start, end), /\. $/);
    }
  });

  it('cuts between words where there are no sentences', () => {
    const content = 'word '.repeat(500);
    for (const { start, end } of splitPassages(content)) {
      assert.match(content.slice(start, end), /^(word )+$/);
    }
  });

  it('covers every character, overlaps, moves on and never splits a code point', () => {
    fc.assert(
      fc.property(longText, (content) => {
        const spans = splitPassages(content);
        assert.equal(spans[0]?.start, 0);
        assert.equal(spans.at(-1)?.end, content.length);
        for (const [index, { start, end }] of spans.entries()) {
          const limit = spans.length === 1 ? LIMITS.passageThresholdChars : LIMITS.passageChars;
          assert.ok(end - start <= limit);
          const before = spans[index - 1];
          if (before) assert.ok(start > before.start && start < before.end && end > before.end);
          if (!LONE_SURROGATE.test(content)) assert.ok(!LONE_SURROGATE.test(content.slice(start, end)));
        }
      }),
    );
  });
});
