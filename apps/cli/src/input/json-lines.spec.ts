import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { inBatches, jsonLines } from './json-lines';

const folder = mkdtempSync(join(tmpdir(), 'engram-lines-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function read(bytes: string | Buffer): Promise<unknown[]> {
  const file = join(folder, 'input.jsonl');
  writeFileSync(file, bytes);
  const found = [];
  for await (const { line, value } of jsonLines(file)) found.push([line, value]);
  return found;
}

describe('JSONL input', () => {
  it('counts lines, passes over empty ones, needs no newline at the end', async () => {
    assert.deepEqual(await read('1\n\n  \n"ạ"\r\n{"a":2}'), [
      [1, 1],
      [4, 'ạ'],
      [5, { a: 2 }],
    ]);
  });

  it('keeps characters whole across the chunks of a stream', async () => {
    const text = 'đường '.repeat(40_000);
    assert.deepEqual(await read(`${JSON.stringify(text)}\n`), [[1, text]]);
  });

  it('refuses what is neither JSON nor UTF-8, and a line without end', async () => {
    for (const bad of ['{"a":\n', Buffer.from([0x22, 0xff, 0x22]), 'x'.repeat(2_000_000)]) {
      await assert.rejects(read(bad), { code: 'INVALID_REQUEST' });
    }
  });

  it('groups into batches, the last one smaller', async () => {
    const sizes = [];
    writeFileSync(join(folder, 'input.jsonl'), '1\n2\n3\n4\n5\n');
    for await (const batch of inBatches(jsonLines(join(folder, 'input.jsonl')), 2)) sizes.push(batch.length);
    assert.deepEqual(sizes, [2, 2, 1]);
  });
});
