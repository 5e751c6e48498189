/**
 * How long a command takes from cold: process start to exit. `--help` is to stay under 300 ms and `recall` under 1 s.
 * `npm run bench -- cli --runs 10 --memories 1000`
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { option, withHome } from '../bench-home';
import type { Row } from '../measure';
import { latencyOf, printTable } from '../measure';

const RUNS = Number(option('runs') ?? 10);
const MEMORIES = Number(option('memories') ?? 1_000);
const ENTRY = join(__dirname, '..', '..', '..', 'apps', 'cli', 'src', 'main.js');

function run(home: string, words: readonly string[], input = ''): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [ENTRY, '--home', home, ...words], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`engram ${words.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

function measure(command: string, targetMs: number | undefined, once: () => number): Row {
  const samples = Array.from({ length: RUNS }, once);
  const { p50Ms, maxMs } = latencyOf(samples);
  return { command, 'p50 ms': Math.round(p50Ms), 'max ms': Math.round(maxMs), 'target ms': targetMs ?? '' };
}

/** What Node alone takes: the part that nobody can save. */
function bareNode(): number {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

async function main(): Promise<void> {
  await withHome(async (home) => {
    const lines = Array.from({ length: MEMORIES }, (_, index) =>
      JSON.stringify({
        content: `note ${index}: the river rose by ${index % 90} centimetres at the old bridge`,
      }),
    );
    run(home, ['remember', '--file', '-'], lines.join('\n'));
    printTable(`The command line from cold, ${MEMORIES} memories, ${RUNS} runs`, [
      measure('node -e 0', undefined, bareNode),
      measure('engram --help', 300, () => run(home, ['--help'])),
      measure('engram __complete', undefined, () => run(home, ['__complete', '--', 'rec'])),
      measure('engram recall', 1_000, () => run(home, ['recall', 'water at the bridge'])),
      measure('engram remember', undefined, () => run(home, ['remember', 'one more note about the bridge'])),
      measure('engram status', undefined, () => run(home, ['status'])),
    ]);
  });
}

void main();
