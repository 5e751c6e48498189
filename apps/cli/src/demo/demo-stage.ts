import type { Output } from '../output/output';
import type { Printer } from '../output/printer';

export interface KeptPromise {
  promise: string;
  kept: boolean;
  measured: string;
}

/** Where the demo speaks from: shows what happens, times it, and keeps account of what was promised. */
export class DemoStage {
  readonly promises: KeptPromise[] = [];
  readonly figures: Record<string, number> = {};
  private scenes = 0;

  constructor(readonly output: Output) {}

  get allKept(): boolean {
    return this.promises.every(({ kept }) => kept);
  }

  async scene(title: string): Promise<void> {
    this.scenes += 1;
    await this.show((page) => page.line().heading(page.paint.cyan(`${this.scenes}. ${title}`)));
  }

  /** With `--json` only the account at the end is printed. */
  async show(render: (page: Printer) => void): Promise<void> {
    if (this.output.style.json) return;
    const page = this.output.page();
    render(page);
    await this.output.write(page.toString());
  }

  async promise(promise: string, kept: boolean, measured: string): Promise<void> {
    this.promises.push({ promise, kept, measured });
    await this.show((page) => {
      const mark = kept ? page.paint.green('✔') : page.paint.red('✖ broken promise:');
      page.line(`   ${mark} ${promise} ${page.paint.dim(`(${measured})`)}`);
    });
  }

  /** Does the work and notes how long it took, in milliseconds. */
  async timed<Result>(figure: string, work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
    const started = performance.now();
    const result = await work();
    const ms = performance.now() - started;
    this.figures[figure] = Math.round(ms * 10) / 10;
    return { result, ms };
  }
}

export function inMs(ms: number): string {
  return ms < 10
    ? `${ms.toFixed(1)} ms`
    : ms < 10_000
      ? `${Math.round(ms)} ms`
      : `${(ms / 1000).toFixed(1)} s`;
}
