import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '@engram/engine';
import { openEngine } from '@engram/engine';
import { ManualClock } from '@engram/kernel';

/** The real engine on a folder of its own, with a clock that stands still. */
export class EngineFixture {
  readonly home = mkdtempSync(join(tmpdir(), 'engram-test-'));
  readonly clock = new ManualClock();
  private opened: Engine | undefined;

  get engine(): Engine {
    if (!this.opened) throw new Error('open() first');
    return this.opened;
  }

  async open(overrides: Record<string, unknown> = {}): Promise<Engine> {
    this.opened = await openEngine(
      { home: this.home, env: {}, overrides: { 'logging.level': 'silent', ...overrides } },
      { clock: this.clock },
    );
    return this.opened;
  }

  /** As a restart does. */
  async reopen(): Promise<Engine> {
    await this.engine.close();
    return this.open();
  }

  async close(): Promise<void> {
    await this.opened?.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}
