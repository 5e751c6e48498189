import { oneLine, printable } from './plain-text';
import type { Paint, Style } from './style';
import { paintOf } from './style';
import type { Cell, Column } from './table';
import { renderTable } from './table';
import { wrap } from './text-layout';

/** Collects what people read; wraps and colours for a terminal only. */
export class Printer {
  readonly paint: Paint;
  private readonly lines: string[] = [];

  constructor(private readonly style: Style) {
    this.paint = paintOf(style);
  }

  /** A line that is already styled; it is not wrapped. */
  line(text = ''): this {
    this.lines.push(text);
    return this;
  }

  heading(text: string): this {
    return this.line(this.paint.bold(text));
  }

  /** Text from outside: made printable, wrapped. */
  text(text: string, indent = 0): this {
    const safe = printable(text);
    return this.line(this.style.terminal ? wrap(safe, this.style.width, indent) : indented(safe, indent));
  }

  muted(text: string, indent = 0): this {
    return this.line(`${' '.repeat(indent)}${this.paint.dim(oneLine(text))}`);
  }

  /** Names and values, the values in one column. */
  fields(fields: Readonly<Record<string, Cell>>): this {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    const room = Math.max(0, ...given.map(([name]) => name.length)) + 2;
    for (const [name, value] of given) {
      this.line(`${this.paint.dim(name.padEnd(room))}${oneLine(String(value ?? '–'))}`);
    }
    return this;
  }

  table(columns: readonly Column[], rows: readonly Cell[][]): this {
    return this.line(renderTable(columns, rows, this.style));
  }

  toString(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

function indented(text: string, indent: number): string {
  return text.replace(/^/gm, ' '.repeat(indent));
}
