import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CliProcess } from '@engram-test/cli-process';

interface Ingested {
  dry_run: boolean;
  messages: number;
  sessions: string[];
  memory_ids: string[];
  extraction: { nodes: { key: string }[]; edges: { from: string; relation: string; to: string }[] };
}
interface Thought {
  answer: string;
  citations: { kind: string; text: string }[];
  degraded: boolean;
}

const cli = new CliProcess();
after(() => cli.remove());
const shipped = join(__dirname, '..', '..', '..', 'config', 'demo', 'conversation.json');
const MESSAGES = [
  { role: 'user', name: 'Linh', content: 'Minh uses PostgreSQL.', timestamp: '2026-03-16T08:00:00Z' },
  { role: 'assistant', content: 'I will remember that.' },
];
const memories = async (tenant: string) =>
  (await cli.json<{ memories: number }>(['status', '-T', tenant])).memories;

describe('engram ingest', () => {
  it('only shows what it would learn in a dry run', async () => {
    const input = JSON.stringify({ messages: MESSAGES });
    const dry = await cli.json<Ingested>(['ingest', '-', '--dry-run', '-T', 'dry'], input);
    assert.deepEqual([dry.dry_run, dry.messages, dry.memory_ids], [true, 2, []]);
    assert.ok(dry.extraction.edges.some(({ to }) => to === 'Tool:PostgreSQL'));
    assert.equal(await memories('dry'), 0);
  });

  it('takes messages[] and lines, stores them and learns from them', async () => {
    const whole = await cli.json<Ingested>(
      ['ingest', '-', '--session', 's1', '-T', 'messages'],
      JSON.stringify({ messages: MESSAGES }),
    );
    assert.deepEqual([whole.messages, whole.sessions, whole.memory_ids.length], [2, ['s1'], 2]);
    const known = await cli.json<{ edges: { from: string; to: string }[] }>(['query', '-T', 'messages']);
    assert.deepEqual(
      known.edges.map(({ from, to }) => [from, to]),
      [['Person:Minh', 'Tool:PostgreSQL']],
    );
    const lines = MESSAGES.map((message) => JSON.stringify(message)).join('\n');
    const read = await cli.json<Ingested>(
      ['ingest', '-', '--format', 'jsonl', '--extract', 'none', '-T', 'lines'],
      lines,
    );
    assert.deepEqual([read.messages, read.sessions.length, read.extraction.nodes], [2, 1, []]);
    assert.equal(await memories('lines'), 2);
  });

  it('refuses what is neither, before it stores anything', async () => {
    assert.equal((await cli.failure(['ingest', '-', '-T', 'none'], '{"content":"x"}')).exitCode, 2);
    assert.equal((await cli.failure(['ingest', '-', '-T', 'none'], 'nonsense')).exitCode, 2);
    assert.equal((await cli.failure(['ingest', '/nowhere.json'])).exitCode, 3);
    assert.equal(await memories('none'), 0);
  });
});

describe('engram think and summarize, over a conversation', () => {
  it('takes it in, session by session', async () => {
    const { messages, sessions } = await cli.json<Ingested>(['ingest', shipped]);
    assert.equal(sessions.length, 10);
    assert.equal(await memories('default'), messages);
  });

  it('answers with citations, in both languages', async () => {
    for (const [question, word] of [
      ['What is Alex allergic to?', /peanut|đậu phộng/i],
      ['Con mèo của Linh tên là gì?', /Mướp/],
    ] as const) {
      const { answer, citations, degraded } = await cli.json<Thought>(['think', question]);
      assert.match(answer, word, question);
      assert.ok(citations.length > 0);
      assert.equal(degraded, true);
    }
    assert.match((await cli.run(['think', '-'], 'What is Alex allergic to?')).stdout, /cited/);
  });

  it('invents nothing where nothing in memory bears on the question', async () => {
    const { citations } = await cli.json<Thought>(['think', 'Who is Zbigniew Kowalczyk?']);
    assert.deepEqual(citations, []);
    const empty = await cli.json<Thought>(['think', 'What is Alex allergic to?', '-T', 'nobody']);
    assert.deepEqual(empty.citations, []);
  });

  it('sums up the latest memories, and remembers that when told', async () => {
    const first = await cli.json<{ summary: string; source_ids: string[] }>(['summarize', '--count', '20']);
    assert.ok(first.summary.length > 0 && first.source_ids.length > 0);
    const before = await memories('default');
    const saved = await cli.json<{ saved_id: string }>(['summarize', '--count', '20', '--save']);
    assert.match(saved.saved_id, /^[0-9a-f-]{36}$/);
    assert.equal(await memories('default'), before + 1);
  });
});
