import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ENTRY = join(__dirname, '..', 'apps', 'server', 'src', 'main.js');
const START_TIMEOUT_MS = 20_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface ServerOptions {
  home: string;
  env?: Record<string, string>;
  /** Modules to load before the program, for measuring from within. */
  preload?: string[];
}

/** The built server as a process of its own, as a user runs it. */
export class ServerProcess {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
    private readonly output: string[],
  ) {}

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const port = await freePort();
    const preload = (options.preload ?? []).flatMap((path) => ['--require', path]);
    const child = spawn(process.execPath, [...preload, ENTRY], {
      env: {
        ...process.env,
        ENGRAM_HOME: options.home,
        ENGRAM_SERVE_PORT: String(port),
        ENGRAM_LOGGING_FORMAT: 'json',
        ENGRAM_LOGGING_LEVEL: 'warn',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`, output);
    await server.ready();
    return server;
  }

  /** All that it has printed. */
  get log(): string {
    return this.output.join('');
  }

  /** The moment after: nothing is flushed, nothing is closed. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }

  /** As an operator stops it; resolves to the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null) throw new Error(`server ended:\n${this.log}`);
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(25);
    }
    await this.kill();
    throw new Error(`server not ready within ${START_TIMEOUT_MS} ms:\n${this.log}`);
  }
}
