import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, describe, it } from 'node:test';
import { CliProcess } from '@engram-test/cli-process';

interface Report {
  ok: boolean;
  promises: { promise: string; kept: boolean; measured: string }[];
  figures: Record<string, number>;
}

const cli = new CliProcess();
after(() => cli.remove());
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('engram-demo-')).length;

describe('engram demo', () => {
  it('keeps all its promises and leaves nothing behind', async () => {
    const before = folders();
    const report = await cli.json<Report>(['demo']);
    assert.deepEqual(
      report.promises.filter(({ kept }) => !kept),
      [],
    );
    assert.equal(report.ok, true);
    assert.ok(report.promises.length >= 6);
    assert.ok((report.figures['recall_at_10'] ?? 0) >= 0.76);
    assert.equal(folders(), before);
    assert.ok(!existsSync(`${cli.home}/tenants`));
  });

  it('refuses a file that is no conversation, before it starts anything', async () => {
    const { exitCode } = await cli.failure(['demo', '--file', '-'], '{"messages":[]}');
    assert.equal(exitCode, 2);
    assert.equal((await cli.failure(['demo', '--file', '/nowhere.json'])).exitCode, 3);
  });
});
