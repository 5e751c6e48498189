import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ENTRY = join(__dirname, '..', 'apps', 'cli', 'src', 'main.js');
const TIMEOUT_MS = 60_000;

export interface CliResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** The built program as a process of its own, on a private data folder. */
export class CliProcess {
  readonly home = mkdtempSync(join(tmpdir(), 'engram-cli-'));

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  run(words: readonly string[], input = ''): Promise<CliResult> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [ENTRY, ...words], {
        cwd: this.home,
        env: { ...environment(), ENGRAM_HOME: this.home },
        timeout: TIMEOUT_MS,
      });
      const result: CliResult = { exitCode: null, stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (result.stdout += chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (result.stderr += chunk));
      // A program that ends before it has read its input is not at fault here.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ ...result, exitCode }));
    });
  }

  /** Runs it with `--json` and gives the document. @throws Error when it fails. */
  async json<Document = Record<string, unknown>>(words: readonly string[], input = ''): Promise<Document> {
    const { exitCode, stdout, stderr } = await this.run([...words, '--json'], input);
    if (exitCode !== 0)
      throw new Error(`engram ${words.join(' ')} ended with ${exitCode}: ${stderr}${stdout}`);
    return JSON.parse(stdout) as Document;
  }

  /** Runs it with `--json`, expects it to fail and gives exit code and error. */
  async failure(
    words: readonly string[],
    input = '',
  ): Promise<{ exitCode: number | null; code: string; details?: { errors?: { path: string }[] } }> {
    const { exitCode, stdout, stderr } = await this.run([...words, '--json'], input);
    if (exitCode === 0 || stdout !== '') throw new Error(`engram ${words.join(' ')} did not fail: ${stdout}`);
    const { error } = JSON.parse(stderr) as { error: { code: string; details?: object } };
    return { exitCode, ...error };
  }
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ENGRAM_')));
}
