/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Time comes in through this port alone, so that a test can stand still or jump. */
export abstract class Clock {
  abstract now(): EpochMs;
}

export class SystemClock extends Clock {
  now(): EpochMs {
    return Date.now();
  }
}

/** A clock that moves only when told to. */
export class ManualClock extends Clock {
  constructor(private current: EpochMs = Date.UTC(2026, 0, 1)) {
    super();
  }
  now(): EpochMs {
    return this.current;
  }
  advance(byMs: number): void {
    this.current += byMs;
  }
}
