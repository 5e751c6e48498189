import { oneLine, printable } from './plain-text';
import type { Style } from './style';
import { paintOf } from './style';
import { breakLongWords, NO_BORDER, tableLibrary } from './text-layout';

export type Cell = string | number | boolean | null | undefined;

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Takes the room that the others leave, and wraps in it. */
  grows?: boolean;
}

const GAP = 2;

/** A borderless table on a terminal; elsewhere one line a row, its cells set apart by tabs, with a line of titles. */
export function renderTable(columns: readonly Column[], rows: readonly Cell[][], style: Style): string {
  const texts = rows.map((row) =>
    row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))),
  );
  if (!style.terminal) {
    const lines = [columns.map(({ title }) => title), ...texts.map((row) => row.map(oneLine))];
    return lines.map((line) => line.join('\t')).join('\n');
  }
  const paint = paintOf(style);
  const widths = columnWidths(columns, texts, style.width);
  const Table = tableLibrary();
  const table = new Table({
    chars: { ...NO_BORDER, middle: ' '.repeat(GAP) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: widths,
    wordWrap: true,
  });
  table.push(columns.map(({ title }) => paint.bold(title)));
  for (const row of texts) {
    table.push(row.map((text, index) => breakLongWords(printable(text), widths[index] ?? style.width)));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Natural widths while they fit; otherwise the growing column gives way first, then the widest. */
function columnWidths(columns: readonly Column[], rows: readonly string[][], total: number): number[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => longestLine(row[index] ?? ''))),
  );
  const room = total - GAP * (columns.length - 1);
  const growing = columns.findIndex(({ grows }) => grows);
  const sum = () => widths.reduce((all, width) => all + width, 0);
  if (growing >= 0 && sum() > room) {
    widths[growing] = Math.max(16, (widths[growing] as number) - (sum() - room));
  }
  while (sum() > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] as number) <= 4) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** An upper bound in columns: two for what may be wide. */
function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length + (line.match(WIDE)?.length ?? 0)));
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
