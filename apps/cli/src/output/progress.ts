import type { SingleBar } from 'cli-progress';
import type { Style } from './style';

/** How far a long work is. Drawn on standard error, and only where that is a terminal. */
export class Progress {
  private bar: SingleBar | undefined;
  private done = 0;

  constructor(
    private readonly label: string,
    private readonly style: Pick<Style, 'quiet' | 'json'>,
  ) {}

  async start(total: number): Promise<this> {
    if (this.style.quiet || !process.stderr.isTTY) return this;
    const { SingleBar, Presets } = await import('cli-progress');
    this.bar = new SingleBar(
      {
        format: `${this.label} {bar} {percentage}% · {value}/{total} · {eta_formatted} left`,
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
        stopOnComplete: false,
      },
      Presets.shades_classic,
    );
    this.bar.start(total, 0);
    return this;
  }

  advance(by: number): void {
    this.done += by;
    this.bar?.update(this.done);
  }

  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}
