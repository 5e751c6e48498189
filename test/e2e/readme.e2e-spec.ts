import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ServerProcess } from '@engram-test/server-process';

const ROOT = join(__dirname, '../../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const ENGRAM = `'${process.execPath}' '${join(ROOT, 'dist/apps/cli/src/main.js')}'`;
/** What a page may show that is not run here: installing, containers, and what other suites start. */
const RUN_ELSEWHERE = [/^npm (ci|run build)\b/, /^docker /, /^npx engram serve\b/];

/** The commands of a page's shell blocks, continued lines joined, comments cut off. */
function commandsOf(page: string): string[] {
  return [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+#\s.*$/, '').trim())
    .filter((line) => line !== '');
}

/** A developer's machine may lack it; CI puts it there. */
const CURL_MISSING = spawnSync('curl', ['--version']).error !== undefined && !process.env['CI'];

describe('the README', () => {
  const home = mkdtempSync(join(tmpdir(), 'engram-readme-'));
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start({ home: join(home, 'served') });
  });
  after(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const commands = commandsOf(README).filter((command) =>
    RUN_ELSEWHERE.every((known) => !known.test(command)),
  );

  it('shows commands', () => {
    assert.ok(commands.some((command) => command.startsWith('npx engram recall')));
    assert.ok(commands.some((command) => command.startsWith('curl')));
  });

  for (const command of commands) {
    const skip = CURL_MISSING && command.startsWith('curl') && 'curl is not installed';
    it(`runs: ${command}`, { skip }, () => {
      const line = command
        .replace(/^npx engram/, ENGRAM)
        .replace('localhost:8765', new URL(server.url).host)
        .replace(/^curl /, 'curl --fail-with-body ');
      const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
        env: { ...process.env, ENGRAM_HOME: join(home, 'own') },
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${stdout}${stderr}`);
    });
  }
});
