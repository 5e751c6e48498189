import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { declaredProgram } from '../reference/declared-program';
import { candidates } from './candidates';

const complete = (...words: string[]) =>
  candidates(declaredProgram(), words, async () => ['acme', 'default']);

describe('completion candidates', () => {
  it('offers commands, then subcommands', async () => {
    assert.deepEqual(await complete('rem'), ['remember', 'remove']);
    assert.deepEqual(await complete('add', ''), ['node', 'edge']);
    assert.ok(!(await complete('')).includes('__complete'));
  });

  it('offers flags of the command and those of every command', async () => {
    assert.deepEqual(await complete('recall', 'x', '--t'), ['--type', '--tags', '--tag-match', '--tenant']);
    assert.ok((await complete('status', '--')).includes('--json'));
  });

  it('offers the values of an option, in both its forms', async () => {
    assert.deepEqual(await complete('remember', '--type', 'de'), ['decision']);
    assert.deepEqual(await complete('remember', '--type=p'), ['--type=preference']);
    assert.deepEqual(await complete('remember', '-t', 'w'), ['workflow']);
  });

  it('offers tenants wherever one is asked for', async () => {
    assert.deepEqual(await complete('--tenant', ''), ['acme', 'default']);
    assert.deepEqual(await complete('recall', 'x', '-T', 'a'), ['acme']);
    assert.deepEqual(await complete('recall', '--tenant=d'), ['--tenant=default']);
  });

  it('offers the values of an argument, at its place alone', async () => {
    assert.deepEqual(await complete('completion', ''), ['bash', 'zsh', 'fish']);
    assert.deepEqual(await complete('schema', 'init', 'd'), ['devops']);
    assert.deepEqual(await complete('schema', 'init', 'devops', ''), []);
  });

  it('leaves free text and files to the shell', async () => {
    assert.deepEqual(await complete('ingest', ''), []);
    assert.deepEqual(await complete('recall', '--since', ''), []);
    assert.deepEqual(await complete('recall', '--', '--t'), []);
  });
});
