import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ApiClient } from '@engram-test/api-client';
import { ServerProcess } from '@engram-test/server-process';

const DISK = '24m';
const BALLAST_BYTES = 4 * 2 ** 20;

/** A small disk of its own takes rights that a developer may lack; CI has them. */
function mount(...args: string[]): boolean {
  for (const command of [['mount'], ['sudo', '-n', 'mount']] as const) {
    try {
      const [program, ...rest] = [...command, ...args];
      execFileSync(program, rest, { stdio: 'ignore' });
      return true;
    } catch {
      // The next way.
    }
  }
  return false;
}

const disk = mkdtempSync(join(tmpdir(), 'engram-disk-'));
const mounted = mount('-t', 'tmpfs', '-o', `size=${DISK},mode=0777`, 'tmpfs', disk);
const ballast = join(disk, 'ballast');

describe(
  'a disk that is full',
  { skip: !mounted && !process.env['CI'] && 'mounting a small disk needs root' },
  () => {
    let server: ServerProcess;
    let api: ApiClient;
    const acknowledged: string[] = [];

    before(async () => {
      assert.ok(mounted, 'this machine cannot mount a small disk');
      writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES, 1));
      server = await ServerProcess.start({ home: join(disk, 'home') });
      api = new ApiClient(server.url);
    });
    after(async () => {
      await server.stop();
      execFileSync('sh', ['-c', `umount '${disk}' || sudo -n umount '${disk}'`]);
      rmSync(disk, { recursive: true, force: true });
    });

    async function fill(): Promise<{ status: number; code: string | undefined }> {
      for (let count = 0; count < 20_000; count++) {
        const content = `full disk item ${count} ${'x'.repeat(8_000)}`;
        const answer = await api.post<{ id: string }>('/remember', { content });
        if (answer.status !== 201) return { status: answer.status, code: answer.error?.code };
        acknowledged.push(answer.data.id);
      }
      throw new Error('the disk never filled');
    }

    it('refuses to write with a clear code', async () => {
      assert.deepEqual(await fill(), { status: 503, code: 'STORE_UNAVAILABLE' });
      assert.ok(acknowledged.length > 50, `only ${acknowledged.length} fitted`);
    });

    it('goes on reading all that it acknowledged', async () => {
      for (const id of acknowledged) assert.equal((await api.get(`/memories/${id}`)).status, 200);
      const found = await api.get<{ results: unknown[] }>('/recall?query=full%20disk%20item&limit=5');
      assert.equal(found.data.results.length, 5);
      assert.equal((await fetch(`${server.url}/health`)).status, 200);
    });

    it('writes again once there is room', async () => {
      rmSync(ballast);
      const answer = await api.post('/remember', { content: 'there is room again' });
      assert.equal(answer.status, 201);
    });
  },
);

describe(
  'a folder that is read-only',
  { skip: !mounted && !process.env['CI'] && 'mounting needs root' },
  () => {
    const home = mkdtempSync(join(tmpdir(), 'engram-readonly-'));
    let server: ServerProcess;
    let api: ApiClient;

    before(async () => {
      const writer = await ServerProcess.start({ home });
      await new ApiClient(writer.url).post('/remember', { content: 'the lighthouse was painted red' });
      await writer.stop();
      assert.ok(mount('--bind', home, home) && mount('-o', 'remount,bind,ro', home));
      server = await ServerProcess.start({ home });
      api = new ApiClient(server.url);
    });
    after(async () => {
      await server.stop();
      execFileSync('sh', ['-c', `umount '${home}' || sudo -n umount '${home}'`]);
      rmSync(home, { recursive: true, force: true });
    });

    it('is read', async () => {
      const found = await api.get<{ results: { content: string }[] }>('/recall?query=lighthouse');
      assert.equal(found.data.results[0]?.content, 'the lighthouse was painted red');
    });

    it('refuses writes with a clear code', async () => {
      const answer = await api.post('/remember', { content: 'and then blue' });
      assert.equal(answer.status, 503);
      assert.equal(answer.error?.code, 'STORE_UNAVAILABLE');
      assert.equal((await api.post('/remember', { content: 'x' })).status, 503);
    });
  },
);
