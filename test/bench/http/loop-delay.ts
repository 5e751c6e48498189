/** Loaded into the server before the program: at SIGUSR2 it prints what its event loop has been through, and begins anew. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const NANOSECONDS_PER_MS = 1e6;
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
histogram.enable();

process.on('SIGUSR2', () => {
  const ms = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS);
  const inside = {
    p50Ms: ms(histogram.percentile(50)),
    p99Ms: ms(histogram.percentile(99)),
    maxMs: ms(histogram.max),
    rssMegabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
  process.stdout.write(`loop-delay ${JSON.stringify(inside)}\n`);
  histogram.reset();
});
