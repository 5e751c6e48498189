import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConflictError, InvalidRequestError } from '@engram/kernel';
import { describeFailure, failureEnvelope, failureOf } from './failure';

const STYLE = { json: false, terminal: false, colour: false, width: 80, quiet: false, verbose: false };

describe('failures', () => {
  it('turn codes and system errors into exit codes', () => {
    assert.equal(failureOf(new ConflictError('taken')).exitCode, 4);
    const system = (code: string) => Object.assign(new Error(code), { code, syscall: 'open', path: '/x' });
    const exits = ['ENOENT', 'EEXIST', 'EACCES', 'ENOSPC', 'EISDIR'].map(
      (code) => failureOf(system(code)).exitCode,
    );
    assert.deepEqual(exits, [3, 4, 5, 5, 2]);
    assert.deepEqual(failureOf(new TypeError('x is not a function')).exitCode, 1);
    assert.equal(failureOf('thrown text').code, 'INTERNAL_ERROR');
  });

  it('show every faulty field once, and no stack unless asked', () => {
    const failure = failureOf(
      new InvalidRequestError('two fields are faulty', [
        { path: 'a', message: 'is empty' },
        { path: 'b', message: 'is long' },
      ]),
    );
    const text = describeFailure(failure, STYLE, 'STACK');
    assert.match(text, /a: is empty/);
    assert.match(text, /b: is long/);
    assert.doesNotMatch(text, /STACK/);
    assert.match(describeFailure(failure, { ...STYLE, verbose: true }, 'STACK'), /STACK/);
  });

  it('are the envelope of the contract as JSON, on one line', () => {
    const line = failureEnvelope(failureOf(new ConflictError('taken\nalready', { key: 'k' })));
    assert.equal(line.split('\n').length, 2);
    assert.deepEqual(JSON.parse(line), {
      error: { code: 'CONFLICT', message: 'taken\nalready', details: { key: 'k' } },
    });
  });
});
