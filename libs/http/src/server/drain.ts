/** Whether the server still takes requests, and how many it is at. Injected where readiness is told. */
export class Drain {
  private active = 0;
  private stopping = false;
  private onIdle: (() => void) | undefined;

  /** @param timeoutMs how long requests under way may take once draining began */
  constructor(readonly timeoutMs: number) {}

  get draining(): boolean {
    return this.stopping;
  }

  get requestsUnderWay(): number {
    return this.active;
  }

  enter(): void {
    this.active += 1;
  }

  leave(): void {
    this.active -= 1;
    if (this.active === 0) this.onIdle?.();
  }

  /** From now on new requests are refused; resolves once those under way have ended: true, or false when time ran out. */
  async begin(): Promise<boolean> {
    this.stopping = true;
    if (this.active === 0) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.timeoutMs);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
