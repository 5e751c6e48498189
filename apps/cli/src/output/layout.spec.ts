import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oneLine, printable } from './plain-text';
import type { Style } from './style';
import { renderTable } from './table';
import { wrap } from './text-layout';

const TERMINAL: Style = {
  json: false,
  terminal: true,
  colour: false,
  width: 40,
  quiet: false,
  verbose: false,
};
const PIPE: Style = { ...TERMINAL, terminal: false };
/** Wide characters take two columns, combining marks none. */
const columns = (text: string) =>
  [...text.normalize('NFC')].reduce((sum, char) => sum + (/[\u3000-\uffdc]/u.test(char) ? 2 : 1), 0);

describe('text for a terminal', () => {
  it('cannot move the cursor, colour or hide what follows', () => {
    assert.equal(printable('a\u001b[2Jb\u0007c\u009bd\u202ee'), 'a\ufffd[2Jb\ufffdc\ufffdd\ufffde');
    assert.equal(printable('dòng\r\nmới\tđây'), 'dòng\nmới  đây');
    assert.equal(oneLine('a \n b'), 'a b');
  });

  it('wraps to the width, also where no space is', () => {
    const text = 'Minh dùng PostgreSQL với PostGIS vì cần truy vấn hình học thật nhanh trong bản đồ lũ';
    const lines = wrap(text, 40, 3).split('\n');
    assert.ok(lines.length > 2);
    for (const line of lines) assert.ok(columns(line) <= 40 && line.startsWith('   '), line);
    assert.equal(lines.map((line) => line.trim()).join(' '), text);
    for (const long of ['x'.repeat(100), '漢字'.repeat(30)]) {
      const broken = wrap(long, 40).split('\n');
      for (const line of broken) assert.ok(columns(line) <= 40, line);
      assert.equal(broken.join(''), long);
    }
  });
});

describe('tables', () => {
  const table = [{ title: 'name' }, { title: 'text', grows: true }];

  it('fit the terminal, the growing column giving way', () => {
    const text = renderTable(
      table,
      [
        ['Trâm', 'một câu dài hơn chiều rộng của màn hình nhỏ này'],
        ['漢字', 'ok'],
      ],
      TERMINAL,
    );
    for (const line of text.split('\n')) assert.ok(columns(line) <= 40, line);
    assert.match(text, /Trâm {2}một câu/);
  });

  it('are lines with tabs in a pipe', () => {
    const text = renderTable(
      table,
      [
        ['a', 'x\ny\tz'],
        [null, 3],
      ],
      PIPE,
    );
    assert.equal(text, 'name\ttext\na\tx y  z\n\t3');
  });
});
