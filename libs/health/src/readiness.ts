import { Injectable } from '@nestjs/common';
import { EngramError, SystemClock, TimeoutError, type Clock, type EpochMs } from '@engram/kernel';
import { Drain } from '@engram/http';

/** One dependency that the service may be asked for. */
export interface ReadinessCheck {
  /** As it is shown: `storage`. */
  name: string;
  /** Down: the service is not ready. Otherwise it is only degraded. */
  needed: boolean;
  /** Longer than that counts as down; default 2,000 ms. */
  timeoutMs?: number;
  /** Resolves when the dependency answers, rejects when it does not. */
  check(): Promise<unknown>;
}

export interface CheckReport {
  name: string;
  needed: boolean;
  state: 'up' | 'down';
  latencyMs: number;
  /** Code or class of what went wrong, never its message. */
  error: string | null;
}

export interface ReadinessReport {
  status: 'ready' | 'degraded' | 'unavailable' | 'draining';
  checks: CheckReport[];
}

const TIMEOUT_MS = 2_000;
/** A report is given again for this long, so that probes cannot load what they probe. */
const REPORT_TTL_MS = 1_000;

/** Whether the service can do its work: asks every registered dependency, all at once, each within its own time. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private last: { at: EpochMs; report: Promise<CheckReport[]> } | undefined;

  constructor(
    private readonly drain: Drain,
    private readonly clock: Clock = new SystemClock(),
  ) {}

  /** @returns takes the check off again */
  register(check: ReadinessCheck): () => void {
    this.checks.set(check.name, check);
    this.last = undefined;
    return () => {
      this.checks.delete(check.name);
      this.last = undefined;
    };
  }

  async report(): Promise<ReadinessReport> {
    if (this.drain.draining) return { status: 'draining', checks: [] };
    const now = this.clock.now();
    if (!this.last || now - this.last.at >= REPORT_TTL_MS) {
      this.last = { at: now, report: Promise.all([...this.checks.values()].map(run)) };
    }
    const checks = await this.last.report;
    const down = checks.filter(({ state }) => state === 'down');
    if (down.some(({ needed }) => needed)) return { status: 'unavailable', checks };
    return { status: down.length > 0 ? 'degraded' : 'ready', checks };
  }
}

async function run(dependency: ReadinessCheck): Promise<CheckReport> {
  const { name, needed, timeoutMs = TIMEOUT_MS } = dependency;
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`${name} did not answer`)), timeoutMs);
  });
  let error: string | null = null;
  try {
    await Promise.race([Promise.resolve().then(() => dependency.check()), tooLong]);
  } catch (thrown) {
    error = thrown instanceof EngramError ? thrown.code : thrown instanceof Error ? thrown.name : 'Error';
  } finally {
    clearTimeout(timer);
  }
  const latencyMs = Math.round((performance.now() - started) * 100) / 100;
  return { name, needed, state: error === null ? 'up' : 'down', latencyMs, error };
}
