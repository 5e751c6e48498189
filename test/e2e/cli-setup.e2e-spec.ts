import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CliProcess } from '@engram-test/cli-process';

const cli = new CliProcess();
after(() => cli.remove());
const file = join(cli.home, 'config.yaml');

describe('engram init, config and schema', () => {
  it('makes a data folder that is valid as it is, and never overwrites one', async () => {
    const made = await cli.json<{ config: string; schema: string }>(['init', '--template', 'devops']);
    assert.equal(made.config, file);
    assert.equal((await cli.json<{ valid: boolean }>(['config', 'validate'])).valid, true);
    const { value } = await cli.json<{ value: string }>(['config', 'get', 'semantic.schema']);
    assert.equal(value, made.schema);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n# mine\n`);
    assert.equal((await cli.failure(['init'])).exitCode, 4);
    assert.match(readFileSync(file, 'utf8'), /# mine/);
  });

  it('shows, gets and sets settings; comments stay', async () => {
    await cli.json(['config', 'set', 'serve.port', '9001']);
    assert.match(readFileSync(file, 'utf8'), /# mine/);
    const port = await cli.json<{ value: number; source: string }>(['config', 'get', 'serve.port']);
    assert.equal(port.value, 9_001);
    assert.match(port.source, /config\.yaml/);
    const over = await cli.json<{ value: number }>([
      'config',
      'get',
      'serve.port',
      '--set',
      'serve.port=9002',
    ]);
    assert.equal(over.value, 9_002);
    const shown = await cli.json<{ values: { serve: { port: number } } }>(['config', 'show']);
    assert.equal(shown.values.serve.port, 9_001);
    assert.match((await cli.run(['config', 'show'])).stdout, /^serve\.port\t9001\t/m);
  });

  it('refuses what is not valid, all problems at once, and leaves the file as it was', async () => {
    const before = readFileSync(file, 'utf8');
    assert.equal((await cli.failure(['config', 'set', 'serve.port', 'high'])).exitCode, 2);
    assert.equal((await cli.failure(['config', 'set', 'serve.prot', '1'])).exitCode, 2);
    assert.equal(readFileSync(file, 'utf8'), before);
    assert.equal((await cli.failure(['config', 'get', 'serve.prot'])).exitCode, 3);
    const faulty = join(cli.home, 'faulty.yaml');
    writeFileSync(faulty, 'serve:\n  port: high\n  hots: x\n');
    const { details, exitCode } = await cli.failure(['config', 'validate', '--config', faulty]);
    assert.deepEqual([exitCode, details?.errors?.length], [2, 2]);
  });

  it('shows, writes and checks graph schemas', async () => {
    const shown = await cli.json<{ schema: { name: string } }>(['schema', 'show']);
    assert.equal(shown.schema.name, 'devops');
    assert.equal((await cli.run(['schema', 'show'])).exitCode, 0);
    const written = await cli.json<{ file: string }>(['schema', 'init', 'marketing']);
    assert.equal((await cli.failure(['schema', 'init', 'marketing'])).exitCode, 4);
    assert.equal((await cli.json<{ valid: boolean }>(['schema', 'validate', written.file])).valid, true);
    writeFileSync(written.file, 'name: marketing\nversion: one\n');
    const { details, exitCode } = await cli.failure(['schema', 'validate', written.file]);
    assert.equal(exitCode, 2);
    assert.ok((details?.errors?.length ?? 0) > 1);
    assert.equal((await cli.failure(['schema', 'validate', '/nowhere.yaml'])).exitCode, 2);
  });
});
