// Small files are read, large ones are searched: median 60 lines at most, nine of ten under 200, none over 400 lines
// of code (a spec 600). Tables of data in a file of their own are no code and are named below.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIMITS = { median: 60, p90: 200, code: 400, spec: 600 };
const SPEC = /\.(spec|int-spec|e2e-spec|contract)\.ts$/;
/** Made by a machine, not read by people. */
const GENERATED = /\.(wasm|generated)\.ts$/;

const files = ['apps', 'libs', 'test']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => join(folder, path)))
  .filter((path) => path.endsWith('.ts') && !GENERATED.test(path))
  .map((path) => ({ path, ...measure(readFileSync(path, 'utf8')) }))
  .sort((a, b) => a.lines - b.lines);

/** All lines for the median, as an editor counts; lines of code, without blanks and comments, for the limit. */
function measure(text) {
  const lines = text.replace(/\n$/, '').split('\n');
  const bare = text.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '').split('\n');
  const code = bare.filter((line) => line.trim() && !/^\s*\/\//.test(line)).length;
  return { lines: lines.length, code };
}

const at = (share) => files[Math.min(files.length - 1, Math.floor(files.length * share))] ?? { lines: 0 };
const problems = files
  .filter(({ path, code }) => code > (SPEC.test(path) ? LIMITS.spec : LIMITS.code))
  .map(
    ({ path, code }) =>
      `${path}: ${code} lines of code, more than ${SPEC.test(path) ? LIMITS.spec : LIMITS.code}`,
  );
if (at(0.5).lines > LIMITS.median)
  problems.push(`median file: ${at(0.5).lines} lines, more than ${LIMITS.median}`);
if (at(0.9).lines > LIMITS.p90)
  problems.push(`90 % of files: ${at(0.9).lines} lines, more than ${LIMITS.p90}`);

const largest = files.at(-1) ?? { lines: 0, path: '-' };
console.log(
  `${files.length} files: median ${at(0.5).lines} lines, 90 % up to ${at(0.9).lines}, largest ${largest.lines} (${largest.path})`,
);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
