import { once } from 'node:events';
import { Printer } from './printer';
import { Progress } from './progress';
import type { Paint, Style } from './style';
import { paintOf } from './style';

interface Streams {
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
}

/** The only way to standard output and standard error: answers go to the first, all that is said about them to the second. */
export class Output {
  readonly paint: Paint;

  constructor(
    readonly style: Style,
    private readonly streams: Streams = process,
  ) {
    this.paint = paintOf(style);
  }

  /** The answer: one JSON document with `--json`, otherwise what `render` prints for people. */
  async answer(document: unknown, render: (page: Printer) => void): Promise<void> {
    if (this.style.json) return this.document(document);
    const page = new Printer(this.style);
    render(page);
    await this.write(page.toString());
  }

  async document(document: unknown): Promise<void> {
    await this.write(`${JSON.stringify(document, null, this.style.terminal ? 2 : undefined)}\n`);
  }

  /** One line of a stream of JSON documents. */
  async jsonLine(document: unknown): Promise<void> {
    await this.write(`${JSON.stringify(document)}\n`);
  }

  /** Waits where the reader is slower, so that nothing piles up in memory. */
  async write(text: string): Promise<void> {
    if (!this.streams.stdout.write(text)) await once(this.streams.stdout, 'drain');
  }

  page(): Printer {
    return new Printer(this.style);
  }

  /** What happened, for people; not with `--quiet` or `--json`. */
  note(text: string): void {
    if (!this.style.quiet && !this.style.json) this.streams.stderr.write(`${text}\n`);
  }

  warn(text: string): void {
    if (this.style.json) return;
    this.streams.stderr.write(`${this.paint.yellow('warning')} ${text}\n`);
  }

  detail(text: string): void {
    if (this.style.verbose && !this.style.json) this.streams.stderr.write(`${this.paint.dim(text)}\n`);
  }

  progress(label: string): Progress {
    return new Progress(label, this.style);
  }
}
