import { EXIT } from './exit-code';

type Cleanup = () => void | Promise<void>;

/** Time for what is under way to end after Ctrl-C; a second one ends at once. */
const GRACE_MS = 3_000;

/** Ctrl-C and SIGTERM: puts the terminal right, closes what is open, ends with 130 or 143. */
export class Interruption {
  private readonly cleanups = new Set<Cleanup>();
  private readonly onInterrupt = () => this.interrupt(EXIT.interrupted);
  private readonly onTerminate = () => this.interrupt(EXIT.terminated);
  private begun = false;

  listen(): void {
    process.on('SIGINT', this.onInterrupt);
    process.on('SIGTERM', this.onTerminate);
  }

  /** For a command that minds the signals itself. */
  leaveToCommand(): void {
    process.off('SIGINT', this.onInterrupt);
    process.off('SIGTERM', this.onTerminate);
  }

  /** @returns a function that forgets the cleanup. */
  before(cleanup: Cleanup): () => void {
    this.cleanups.add(cleanup);
    return () => this.cleanups.delete(cleanup);
  }

  private interrupt(exitCode: number): void {
    if (this.begun) process.exit(exitCode);
    this.begun = true;
    setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
    const cleaned = [...this.cleanups].reverse().map(async (cleanup) => cleanup());
    void Promise.allSettled(cleaned).then(() => process.exit(exitCode));
  }
}
