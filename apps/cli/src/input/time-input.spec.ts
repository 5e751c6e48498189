import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDuration, parseTime } from './time-input';

const NOW = Date.UTC(2026, 2, 10, 12);
const iso = (text: string) => new Date(parseTime(text, 'since', NOW)).toISOString();
const refused = { code: 'INVALID_REQUEST' };

describe('times on the command line', () => {
  it('takes dates and dates with time, UTC where no offset is given', () => {
    assert.equal(iso('2026-03-01'), '2026-03-01T00:00:00.000Z');
    assert.equal(iso('2026-03-01 19:30'), '2026-03-01T19:30:00.000Z');
    assert.equal(iso('2026-03-01T19:30:15.25+07:00'), '2026-03-01T12:30:15.250Z');
    assert.equal(iso('2026-03-01t19:30z'), '2026-03-01T19:30:00.000Z');
  });

  it('takes an age', () => {
    assert.equal(iso('2h'), '2026-03-10T10:00:00.000Z');
    assert.equal(iso('7d'), '2026-03-03T12:00:00.000Z');
  });

  it('refuses what is no time', () => {
    for (const text of ['', 'yesterday', '2026-02-30', '2026-13-01', '2026-03-01T25:00Z', '7 days', '2026']) {
      assert.throws(() => parseTime(text, 'since', NOW), refused, text);
    }
  });

  it('takes durations of every unit and nothing else', () => {
    assert.deepEqual(
      ['30s', '30m', '2h', '7d', '1w'].map((text) => parseDuration(text, 'expires_in')),
      [30_000, 1_800_000, 7_200_000, 604_800_000, 604_800_000],
    );
    for (const text of ['', '2', 'h', '-2h', '1.5h', '2y']) {
      assert.throws(() => parseDuration(text, 'expires_in'), refused, text);
    }
  });
});
