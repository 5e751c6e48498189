import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentWithoutSettings } from '@engram/config';
import { InternalError, StoreUnavailableError, TimeoutError } from '@engram/kernel';

const START_MS_MAX = 20_000;
const STOP_MS_MAX = 15_000;
/** Of what the server said, kept for the case that it does not start. */
const OUTPUT_CHARS_MAX = 4_000;

/** The real server as a process of its own, on a folder of its own, without the settings of whoever runs the demo. */
export class DemoServer {
  private child: ChildProcess | undefined;
  private said = '';

  private constructor(
    readonly home: string,
    readonly port: number,
  ) {}

  static async on(home: string): Promise<DemoServer> {
    return new DemoServer(home, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. @throws StoreUnavailableError it ended at once. @throws TimeoutError */
  async start(): Promise<void> {
    const program = join(__dirname, '../main.js');
    const { home, port } = this;
    this.child = spawn(process.execPath, [program, 'serve', '--home', home, '--port', String(port)], {
      cwd: home,
      env: { ...environmentWithoutSettings(), ENGRAM_LOGGING_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own, a Ctrl-C at the terminal reaches the demo alone, which then stops the server in order.
      detached: true,
    });
    const hear = (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-OUTPUT_CHARS_MAX));
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
    await this.answers(this.child);
  }

  /** As a power cut would: nothing is flushed, nothing is closed. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** As an operator stops it. @returns whether it ended by itself, with exit code 0. */
  async stop(): Promise<boolean> {
    const child = this.child;
    const killer = setTimeout(() => child?.kill('SIGKILL'), STOP_MS_MAX);
    await this.end('SIGTERM');
    clearTimeout(killer);
    return child?.exitCode === 0;
  }

  /** Resolves when it has ended, for whatever reason. */
  async ended(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  private async answers(child: ChildProcess): Promise<void> {
    const deadline = performance.now() + START_MS_MAX;
    while (performance.now() < deadline) {
      if (child.exitCode !== null)
        throw new StoreUnavailableError(`the server ended at once:\n${this.said.trim()}`);
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok === true) return;
      await sleep(20);
    }
    await this.kill();
    throw new TimeoutError(`the server did not answer within ${START_MS_MAX} ms:\n${this.said}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new InternalError('this system gave no free port');
  return address.port;
}
