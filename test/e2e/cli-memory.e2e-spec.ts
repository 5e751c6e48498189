import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CliProcess } from '@engram-test/cli-process';

interface Memory {
  id: string;
  status: string;
  content: string;
  memory_type: string;
  priority: number;
  tags: string[];
  metadata: object;
  session_id: string | null;
  revision: number;
  timestamp: string;
  expires_at: string | null;
}
interface Recalled {
  results: (Memory & { score: number; why?: object })[];
  total: number;
}

const cli = new CliProcess();
after(() => cli.remove());
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('engram remember and recall', () => {
  it('remembers an argument with all that belongs to it, and finds it', async () => {
    const memory = await cli.json<Memory>([
      ...[
        'remember',
        'Minh dùng PostgreSQL cho dự án Phù Sa',
        '--type',
        'decision',
        '-p',
        '8',
        '--tags',
        'db,dự-án',
      ],
      ...['--session', 's1', '--timestamp', '2026-03-16T15:04:00+07:00', '--metadata', '{"by":"Minh"}'],
    ]);
    assert.equal(memory.status, 'created');
    assert.equal(memory.timestamp, '2026-03-16T08:04:00.000Z');
    assert.deepEqual([memory.memory_type, memory.priority, memory.tags], ['decision', 8, ['db', 'dự-án']]);
    assert.deepEqual([memory.metadata, memory.session_id, memory.revision], [{ by: 'Minh' }, 's1', 1]);
    const { results } = await cli.json<Recalled>(['recall', 'du an phu sa dung gi', '--explain']);
    assert.equal(results[0]?.id, memory.id);
    assert.equal(typeof results[0]?.why, 'object');
  });

  it('reads - from standard input, byte for byte', async () => {
    const text = 'dòng một: Trâm 🌧️\n\tdòng hai — “ngoặc”';
    const memory = await cli.json<Memory>(['remember', '-'], `${text}\n`);
    assert.equal(memory.content, text);
    const { results } = await cli.json<Recalled>(['recall', '-'], 'Trâm dòng hai');
    assert.equal(results[0]?.content, text);
    assert.equal((await cli.failure(['remember', '-'], '')).exitCode, 2);
  });

  it('prints for people without --json', async () => {
    const found = await cli.run(['recall', 'PostgreSQL', '--limit', '1']);
    assert.equal(found.exitCode, 0);
    assert.match(found.stdout, /Minh dùng PostgreSQL/);
    assert.doesNotMatch(found.stdout, /\u001b/);
  });

  it('updates under a topic key', async () => {
    const first = await cli.json<Memory>(['remember', 'the cat is called Mướp', '--topic-key', 'cat']);
    const second = await cli.json<Memory>(['remember', 'the cat is called Mướp Béo', '--topic-key', 'cat']);
    assert.deepEqual([second.id, second.status, second.revision], [first.id, 'updated', 2]);
  });

  it('holds tenants apart', async () => {
    await cli.json(['remember', 'only acme knows the zanzibar plan', '--tenant', 'acme']);
    assert.equal((await cli.json<Recalled>(['recall', 'zanzibar', '-T', 'acme'])).results.length > 0, true);
    const { results } = await cli.json<Recalled>(['recall', 'zanzibar plan']);
    assert.ok(results.every(({ content }) => !content.includes('zanzibar')));
    const { items } = await cli.json<{ items: { tenant: string; memories: number }[] }>(['tenants']);
    assert.deepEqual(
      items.map(({ tenant }) => tenant),
      ['acme', 'default'],
    );
  });

  it('filters by type, tag, session and time', async () => {
    const ids = async (...words: string[]) =>
      (await cli.json<Recalled>(['recall', 'Minh PostgreSQL', ...words])).results.length;
    assert.equal(await ids('--type', 'decision'), 1);
    assert.equal(await ids('--tags', 'db,other', '--tag-match', 'all'), 0);
    assert.equal(await ids('--session', 's1'), 1);
    assert.equal(await ids('--since', '2026-03-16', '--until', '2026-03-17'), 1);
    assert.equal((await cli.failure(['recall', 'x', '--since', 'yesterday'])).code, 'INVALID_REQUEST');
  });

  it('refuses what is over its limit', async () => {
    assert.deepEqual((await cli.failure(['remember', '-'], 'x'.repeat(20_000))).code, 'CONTENT_TOO_LARGE');
    assert.equal((await cli.failure(['remember', 'x', '--priority', '11'])).exitCode, 2);
    assert.equal((await cli.failure(['remember'])).exitCode, 2);
  });
});

describe('engram remember --file', () => {
  it('stores a file of lines', async () => {
    const file = join(cli.home, 'bulk.jsonl');
    const documents = Array.from({ length: 1_200 }, (_, index) => ({
      content: `bulk note ${index}`,
      tags: ['bulk'],
    }));
    writeFileSync(file, documents.map((document) => JSON.stringify(document)).join('\n'));
    assert.deepEqual(await cli.json(['remember', '--file', file, '-T', 'bulk']), {
      created: 1_200,
      updated: 0,
      failed: 0,
      errors: [],
    });
    const { memories } = await cli.json<{ memories: number }>(['status', '-T', 'bulk']);
    assert.equal(memories, 1_200);
  });

  it('names faulty lines and stores nothing of a file, or the good ones when told', async () => {
    const file = join(cli.home, 'faulty.jsonl');
    writeFileSync(file, '{"content":"good"}\n{"content":""}\n{"contents":"x"}\n{"content":"good too"}\n');
    const { code, details } = await cli.failure(['remember', '--file', file, '-T', 'faulty']);
    assert.equal(code, 'INVALID_REQUEST');
    assert.deepEqual(
      details?.errors?.map(({ path }) => path),
      ['line 2', 'line 3'],
    );
    const skipped = await cli.json<{ created: number; failed: number }>(
      ['remember', '--file', '-', '--skip-faulty', '-T', 'faulty'],
      readFileSync(file, 'utf8'),
    );
    assert.deepEqual([skipped.created, skipped.failed], [2, 2]);
    assert.equal((await cli.failure(['remember', '--file', '/nowhere'])).exitCode, 3);
  });
});

describe('engram remove, cleanup, dump and verify', () => {
  it('erases one memory, and is NOT_FOUND the second time', async () => {
    const { id } = await cli.json<Memory>(['remember', 'to be erased']);
    assert.deepEqual(await cli.json(['remove', 'memory', id]), { id, deleted: 1 });
    assert.deepEqual((await cli.failure(['remove', 'memory', id])).exitCode, 3);
    assert.equal((await cli.failure(['remove', 'memory', 'no-uuid'])).exitCode, 2);
  });

  it('erases by filter only when it is sure', async () => {
    const words = ['remove', 'memories', '--tags', 'bulk', '-T', 'bulk'];
    assert.deepEqual(await cli.json([...words, '--dry-run']), { deleted: 1_200, dry_run: true });
    assert.equal((await cli.failure(words)).code, 'INVALID_REQUEST');
    assert.equal((await cli.failure(['remove', 'memories', '--yes'])).code, 'INVALID_REQUEST');
    assert.deepEqual(await cli.json([...words, '--yes']), {
      deleted: 1_200,
      dry_run: false,
    });
  });

  it('cleans up what has expired', async () => {
    await cli.json(['remember', 'short-lived', '--expires-in', '1s', '-T', 'brief']);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.equal((await cli.json<Recalled>(['recall', 'short-lived', '-T', 'brief'])).results.length, 0);
    assert.deepEqual(await cli.json(['cleanup', '--dry-run', '-T', 'brief']), {
      deleted: 1,
      dry_run: true,
    });
    assert.deepEqual(await cli.json(['cleanup', '-T', 'brief']), { deleted: 1, dry_run: false });
  });

  it('dumps every record once, to standard output or to a new file', async () => {
    await cli.json(['add', 'edge', 'Person:Minh', 'USES', 'Tool:PostgreSQL', '--create-missing']);
    const { stdout } = await cli.run(['dump']);
    const kinds = lines(stdout).map(({ kind }) => kind);
    const { memories } = await cli.json<{ memories: number }>(['status']);
    assert.equal(kinds.filter((kind) => kind === 'memory').length, memories);
    assert.equal(kinds.filter((kind) => kind === 'node').length, 2);
    assert.equal(kinds.filter((kind) => kind === 'edge').length, 1);
    const file = join(cli.home, 'dump.jsonl');
    assert.equal((await cli.run(['dump', '--output', file, '--only', 'nodes'])).exitCode, 0);
    assert.equal(lines(readFileSync(file, 'utf8')).length, 2);
    assert.equal((await cli.failure(['dump', '--output', file])).exitCode, 4);
  });

  it('ends quietly when its reader leaves', async () => {
    const documents = Array.from(
      { length: 3_000 },
      (_, index) => `{"content":"row ${index} ${'x'.repeat(100)}"}`,
    );
    await cli.json(['remember', '--file', '-', '-T', 'long'], documents.join('\n'));
    const entry = join(__dirname, '..', '..', 'apps', 'cli', 'src', 'main.js');
    const command = `"${process.execPath}" "${entry}" dump --home "${cli.home}" -T long | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.match(stdout, /\n0\n$/);
  });

  it('verifies a tenant or all of them, and ends with 1 where one is damaged', async () => {
    assert.equal((await cli.json<{ healthy: boolean }>(['verify', '--all'])).healthy, true);
    assert.equal((await cli.failure(['verify', '-T', 'nobody'])).exitCode, 3);
    await cli.json(['remember', 'soon to be damaged', '-T', 'damaged']);
    const folder = join(cli.home, 'tenants', 'damaged');
    const file = readdirSync(folder).find((name) => name.endsWith('.db')) ?? '';
    writeFileSync(join(folder, file), 'this is no database, whatever its name says '.repeat(200));
    const { exitCode, stdout } = await cli.run(['verify', '--all', '--json']);
    const { items } = JSON.parse(stdout) as { items: { tenant: string; healthy: boolean }[] };
    assert.equal(exitCode, 1);
    assert.deepEqual(
      items.filter(({ healthy }) => !healthy).map(({ tenant }) => tenant),
      ['damaged'],
    );
    assert.equal((await cli.failure(['recall', 'x', '-T', 'damaged'])).exitCode, 5);
    assert.equal((await cli.run(['tenants'])).exitCode, 0);
  });
});
