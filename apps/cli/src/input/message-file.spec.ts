import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { IngestOptions } from '../options/reasoning.options';
import type { MessageGroup } from './message-file';
import { messageGroups } from './message-file';

const folder = mkdtempSync(join(tmpdir(), 'engram-messages-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function read(
  name: string,
  text: string,
  options: Partial<Pick<IngestOptions, 'format' | 'session'>> = {},
): Promise<MessageGroup[]> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const groups = [];
  for await (const group of messageGroups(file, { format: 'auto', ...options }, 0)) groups.push(group);
  return groups;
}

const HELLO = { role: 'user', content: 'chào' };

describe('message files', () => {
  it('hold messages[], alone or in a document', async () => {
    const expected = [{ sessionId: undefined, messages: [HELLO] }];
    assert.deepEqual(await read('a.json', JSON.stringify({ messages: [HELLO] })), expected);
    assert.deepEqual(await read('b.json', JSON.stringify([HELLO])), expected);
    const [named] = await read('c.json', JSON.stringify({ messages: [HELLO], session_id: 's' }));
    assert.equal(named?.sessionId, 's');
  });

  it('hold a message a line', async () => {
    const line = JSON.stringify({ ...HELLO, name: 'Linh', timestamp: '1970-01-01T00:00:01Z' });
    const [group] = await read('d.jsonl', `${line}\n${line}\n`, { session: 's' });
    assert.equal(group?.sessionId, 's');
    assert.deepEqual(group?.messages[1], { ...HELLO, name: 'Linh', timestamp: 1_000 });
    assert.equal((await read('e.txt', line, { format: 'jsonl' })).length, 1);
  });

  it('hold conversations, a group for each session', async () => {
    const turns = [{ id: 'D1:1', speaker: 'Minh', text: 'hello' }];
    const sessions = [1, 2].map((session) => ({ session, date_time: '9:00 am on 1 May, 2026', turns }));
    const groups = await read('f.json', JSON.stringify([{ conversation_id: 'c', sessions }]));
    assert.deepEqual(
      groups.map(({ sessionId }) => sessionId),
      ['c/1', 'c/2'],
    );
    assert.deepEqual(groups[0]?.messages, [
      { role: 'user', name: 'Minh', content: 'hello', timestamp: Date.UTC(2026, 4, 1, 9) },
    ]);
  });

  it('are cut where one request would be too long', async () => {
    const groups = await read('g.json', JSON.stringify(Array.from({ length: 2_300 }, () => HELLO)));
    assert.deepEqual(
      groups.map(({ messages }) => messages.length),
      [1_000, 1_000, 300],
    );
  });

  it('are refused where they are none of these', async () => {
    for (const [name, text] of [
      ['h.json', '{"content":"x"}'],
      ['i.json', '[]'],
      ['j.json', '[{"role":"user"}]'],
      ['k.json', '[{"role":"user","content":"x","extra":1}]'],
      ['l.json', 'nonsense'],
      ['m.jsonl', '{"role":"user","content":""}'],
      ['n.json', '[{"role":"user","content":"x","timestamp":"soon"}]'],
    ] as const) {
      await assert.rejects(read(name, text), { code: 'INVALID_REQUEST' }, name);
    }
  });
});
