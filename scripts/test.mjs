// Runs the built specs with node's own runner, a process for each file, and ends with one line to go by:
// `N passed, N failed, N skipped`. Usage: npm test -- [path part …] [--name <pattern>] [--verbose] [--list]
// Path parts are matched against the path of the source file; several mean "any of them".
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TestReport } from './test-report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SPEC = /\.(spec|int-spec|e2e-spec)\.js$/;
/** A file that hangs is ended and fails. */
const FILE_TIMEOUT_MS = 300_000;

const { values: flags, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { name: { type: 'string' }, verbose: { type: 'boolean' }, list: { type: 'boolean' } },
});

function findSpecs() {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true })
    .filter((path) => SPEC.test(path))
    .map((path) => ({ file: join(dist, path), source: path.replace(/\.js$/, '.ts') }))
    .filter(({ source }) => parts.length === 0 || parts.some((part) => source.includes(part)))
    .sort(longestFirst);
}

/** The slow kinds start first, so that the last minute is not one core waiting for one file. */
function longestFirst(a, b) {
  return (
    rank(a) - rank(b) || statSync(b.file).size - statSync(a.file).size || a.source.localeCompare(b.source)
  );
}

function rank({ source }) {
  if (source.includes('.e2e-spec.')) return 0;
  return source.includes('.int-spec.') ? 1 : 2;
}

const specs = findSpecs();
if (flags.list) {
  for (const { source } of specs) console.log(source);
  process.exit(0);
}

const report = new TestReport({
  verbose: flags.verbose ?? false,
  // With a name pattern a file may rightly be left with nothing to run.
  mustHoldTests: flags.name === undefined,
  // With source maps on, a test is placed in its source, what it prints in the built file: one name for both.
  sourceOf: (file) =>
    relative(root, file)
      .replace(/^dist[\\/]/, '')
      .replace(/\.js$/, '.ts'),
});

if (specs.length > 0) {
  const stream = run({
    files: specs.map(({ file }) => file),
    concurrency: Math.max(2, availableParallelism()),
    timeout: FILE_TIMEOUT_MS,
    ...(flags.name && { testNamePatterns: [new RegExp(flags.name)] }),
  });
  for await (const event of stream) report.take(event);
} else {
  console.error(
    parts.length > 0 ? `no spec matches ${parts.join(', ')}` : 'no spec found: is the project built?',
  );
}
process.exitCode = report.finish() ? 0 : 1;
