/** Loaded into the server before the program: measures its event loop from within, and tells over HTTP-less IPC: a file. */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const WRITE_EVERY_MS = 200;
const file = process.env['BENCH_LOOP_DELAY_FILE'];
const NANOSECONDS_PER_MS = 1e6;

if (file !== undefined) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  setInterval(() => {
    const ms = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS);
    writeFileSync(
      file,
      JSON.stringify({
        p50Ms: ms(histogram.percentile(50)),
        p99Ms: ms(histogram.percentile(99)),
        maxMs: ms(histogram.max),
        rssMegabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
      }),
    );
  }, WRITE_EVERY_MS).unref();
  process.on('SIGUSR2', () => histogram.reset());
}
