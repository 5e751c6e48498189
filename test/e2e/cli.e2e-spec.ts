import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CliProcess } from '@engram-test/cli-process';

const cli = new CliProcess();
after(() => cli.remove());

describe('engram, the program', () => {
  it('prints its help and its version', async () => {
    const help = await cli.run(['--help']);
    assert.equal(help.exitCode, 0);
    for (const command of [
      'init',
      'serve',
      'remember',
      'recall',
      'think',
      'ingest',
      'add',
      'remove',
      'query',
    ]) {
      assert.match(help.stdout, new RegExp(`^ {2}${command}\\b`, 'm'), command);
    }
    const version = await cli.run(['--version']);
    assert.match(version.stdout, /^\d+\.\d+\.\d+/);
    assert.equal((await cli.run(['add', 'node', '--help'])).exitCode, 0);
  });

  it('ends with 2 for wrong usage and offers what was meant', async () => {
    const command = await cli.run(['recal', 'x']);
    assert.equal(command.exitCode, 2);
    assert.match(command.stderr, /Did you mean recall\?/);
    const flag = await cli.run(['recall', 'x', '--limt', '3']);
    assert.equal(flag.exitCode, 2);
    assert.match(flag.stderr, /Did you mean --limit\?/);
    assert.equal(flag.stdout, '');
    for (const words of [
      [],
      ['add'],
      ['recall'],
      ['recall', 'x', '--limit', 'many'],
      ['schema', 'init', 'x'],
    ]) {
      assert.equal((await cli.run(words)).exitCode, 2, words.join(' '));
    }
  });

  it('gives failures as the error envelope with --json, wherever it stands', async () => {
    for (const words of [
      ['--json', 'nonsense'],
      ['recall', '--json', '--limit', '0', 'x'],
    ]) {
      const { exitCode, stdout, stderr } = await cli.run(words);
      assert.equal(exitCode, 2);
      assert.equal(stdout, '');
      assert.equal((JSON.parse(stderr) as { error: { code: string } }).error.code, 'INVALID_REQUEST');
    }
  });

  it('refuses a tenant id that is none, and a faulty setting, before it touches anything', async () => {
    assert.equal((await cli.failure(['status', '--tenant', '../x'])).code, 'INVALID_REQUEST');
    const setting = await cli.failure(['status', '--set', 'serve.prot=1']);
    assert.deepEqual([setting.code, setting.exitCode], ['INVALID_REQUEST', 2]);
  });

  it('completes in a shell', async () => {
    const bin = join(cli.home, 'bin');
    mkdirSync(bin);
    const entry = join(__dirname, '..', '..', 'apps', 'cli', 'src', 'main.js');
    chmodSync(entry, 0o755);
    symlinkSync(entry, join(bin, 'engram'));
    const { stdout: script } = await cli.run(['completion', 'bash']);
    const test = join(cli.home, 'completion.bash');
    const tab = (line: string) =>
      `COMP_LINE=${JSON.stringify(line)}; COMP_POINT=\${#COMP_LINE}; COMPREPLY=(); _engram; echo "\${COMPREPLY[@]}"`;
    writeFileSync(
      test,
      [script, tab('engram rec'), tab('engram remember --type=p'), tab('engram add ')].join('\n'),
    );
    const { stdout, status } = spawnSync('bash', [test], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env['PATH']}`, ENGRAM_HOME: cli.home },
    });
    assert.equal(status, 0);
    assert.deepEqual(stdout.trim().split('\n'), ['recall', 'preference', 'node edge']);
    for (const shell of ['zsh', 'fish'])
      assert.match((await cli.run(['completion', shell])).stdout, /__complete/);
  });
});
