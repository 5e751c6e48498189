import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '@engram-test/api-client';
import { CliProcess } from '@engram-test/cli-process';
import { freePort, ServerProcess } from '@engram-test/server-process';

interface Found {
  results: { id: string; content: string }[];
}

const ENTRY = join(__dirname, '..', '..', 'apps', 'cli', 'src', 'main.js');

describe('engram on a folder that a server runs on', () => {
  const cli = new CliProcess();
  let server: ServerProcess;
  let api: ApiClient;

  before(async () => {
    server = await ServerProcess.start({ home: cli.home });
    api = new ApiClient(server.url);
  });
  after(async () => {
    await server.stop();
    cli.remove();
  });

  it('sees at once what the server has written, and the other way round', async () => {
    for (let round = 0; round < 3; round++) {
      const { data } = await api.post<{ id: string }>('/remember', { content: `server word lumen${round}` });
      const found = await cli.json<Found>(['recall', `lumen${round}`]);
      assert.ok(
        found.results.some(({ id }) => id === data.id),
        `round ${round}`,
      );
      const { id } = await cli.json<{ id: string }>(['remember', `command word umbra${round}`]);
      const seen = await api.get<Found>(`/recall?query=umbra${round}`);
      assert.ok(
        seen.data.results.some((result) => result.id === id),
        `round ${round}`,
      );
    }
  });

  it('answers in the same shapes as the server', async () => {
    await cli.json(['add', 'edge', 'Person:Ada', 'USES', 'Tool:SQLite', '--create-missing']);
    const shape = (value: object) => Object.keys(value).sort();
    const recalled = await cli.json<Found>(['recall', 'umbra', '--explain']);
    const overHttp = (await api.get<Found>('/recall?query=umbra&explain=true')).data;
    assert.deepEqual(shape(recalled), shape(overHttp));
    assert.deepEqual(shape(recalled.results[0] ?? {}), shape(overHttp.results[0] ?? {}));
    const known = await cli.json<{ nodes: object[]; edges: object[] }>(['query', '--type', 'Person']);
    const knownOverHttp = (await api.get<{ nodes: object[] }>('/query?node_type=Person')).data;
    assert.deepEqual(shape(known), shape(knownOverHttp));
    assert.deepEqual(shape(known.nodes[0] ?? {}), shape(knownOverHttp.nodes[0] ?? {}));
    const { home, ...status } = await cli.json<{ home: string }>(['status']);
    assert.equal(home, cli.home);
    assert.deepEqual(shape(status), shape((await api.get('/status')).data));
  });

  it('both write at once and nothing is lost', async () => {
    const documents = Array.from({ length: 2_000 }, (_, index) => `{"content":"bulk row ${index}"}`);
    const words = ['remember', '--file', '-', '-T', 'shared'];
    const tenant = api.as('shared');
    const [first, second, written] = await Promise.all([
      cli.json<{ created: number }>(words, documents.join('\n')),
      cli.json<{ created: number }>(words, documents.join('\n')),
      Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          tenant.post('/remember', { content: `single row ${index}` }),
        ),
      ),
    ]);
    assert.deepEqual([first.created, second.created], [2_000, 2_000]);
    assert.ok(written.every(({ status }) => status === 201));
    const status = await cli.json<{ memories: number }>(['status', '-T', 'shared']);
    assert.equal(status.memories, 4_100);
    assert.equal((await tenant.get<{ memories: number }>('/status')).data.memories, 4_100);
    assert.equal((await cli.json<{ healthy: boolean }>(['verify', '-T', 'shared'])).healthy, true);
  });
});

describe('engram serve', () => {
  const cli = new CliProcess();
  after(() => cli.remove());

  it('serves until it is told to stop, and then ends with 0', async (context) => {
    const port = await freePort();
    const child = spawn(process.execPath, [ENTRY, 'serve', '--home', cli.home, '--port', String(port)]);
    context.after(() => child.kill('SIGKILL'));
    child.stdout.resume();
    child.stderr.resume();
    const exit = once(child, 'exit');
    let answer: Response | undefined;
    for (let tries = 0; tries < 400 && !answer?.ok; tries++) {
      answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
      await sleep(25);
    }
    assert.equal(answer?.status, 200);
    const taken = await cli.run(['serve', '--port', String(port), '--json']);
    assert.equal(taken.exitCode, 4);
    assert.equal((JSON.parse(taken.stderr) as { error: { code: string } }).error.code, 'CONFLICT');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
  });
});

describe('engram interrupted', () => {
  const cli = new CliProcess();
  after(() => cli.remove());

  it('ends with 130, and what it had stored is there', async (context) => {
    const child = spawn(process.execPath, [ENTRY, 'remember', '--file', '-', '--home', cli.home]);
    context.after(() => child.kill('SIGKILL'));
    child.stdout.resume();
    const exit = once(child, 'exit');
    child.stdin.on('error', () => undefined);
    // One whole batch, then an input that never ends.
    for (let index = 0; index < 1_500; index++) child.stdin.write(`{"content":"row ${index}"}\n`);
    let stored = 0;
    for (let tries = 0; tries < 100 && stored < 1_000; tries++) {
      await sleep(50);
      stored = (await cli.json<{ memories: number }>(['status'])).memories;
    }
    child.kill('SIGINT');
    const [code] = (await exit) as [number | null];
    assert.equal(code, 130);
    assert.equal((await cli.json<{ memories: number }>(['status'])).memories, stored);
    assert.equal(stored, 1_000);
  });
});
