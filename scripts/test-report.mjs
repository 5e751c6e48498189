// Turns the events of node's test runner into one line for each file, then every failure in full, then the count.
import { resolve } from 'node:path';
import { inspect } from 'node:util';

const MARK = process.stdout.isTTY
  ? { pass: '\x1b[32m✔\x1b[0m', fail: '\x1b[31m✖\x1b[0m' }
  : { pass: '✔', fail: '✖' };
/** Of what a failing file printed: the end says most. */
const OUTPUT_CHARS_MAX = 8_000;
/** The runner's own totals, which this report replaces. */
const COUNTS = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

export class TestReport {
  #verbose;
  #mustHoldTests;
  #sourceOf;
  #files = new Map();
  #failures = [];
  #startedMs = performance.now();

  constructor({ verbose, mustHoldTests, sourceOf }) {
    this.#verbose = verbose;
    this.#mustHoldTests = mustHoldTests;
    this.#sourceOf = sourceOf;
  }

  take({ type, data }) {
    if (type === 'test:start') this.#enter(data);
    if (type === 'test:pass' || type === 'test:fail') this.#settle(type, data);
    if (type === 'test:stdout' || type === 'test:stderr') this.#hear(data);
    if (type === 'test:diagnostic' && !COUNTS.test(data.message)) {
      this.#hear({ ...data, message: `${data.message}\n` });
    }
  }

  /** Prints what is left and says whether all is well: something ran and nothing failed. */
  finish() {
    for (const file of this.#files.values()) this.#close(file);
    for (const [index, failure] of this.#failures.entries()) this.#printFailure(index + 1, failure);
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const { count } of this.#files.values()) {
      for (const key of Object.keys(total)) total[key] += count[key];
    }
    const seconds = ((performance.now() - this.#startedMs) / 1000).toFixed(1);
    console.log(`\n${this.#files.size} files in ${seconds} s`);
    console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
    return total.failed === 0 && total.passed > 0;
  }

  #file(reported) {
    const path = this.#sourceOf(reported);
    let file = this.#files.get(path);
    if (!file) {
      file = { path, count: { passed: 0, failed: 0, skipped: 0 }, ms: 0, open: [], output: '' };
      this.#files.set(path, file);
    }
    return file;
  }

  #enter({ name, nesting, file: path }) {
    if (!path) return;
    const { open } = this.#file(path);
    open.length = nesting;
    open[nesting] = name;
  }

  #settle(type, data) {
    if (!data.file) return;
    const file = this.#file(data.file);
    // The runner reports file after file: whatever came before is complete.
    for (const other of this.#files.values()) if (other !== file && other.settled) this.#close(other);
    file.settled = true;
    if (data.nesting === 0 && this.#sourceOf(resolve(data.name)) === file.path) {
      // Reported only where no test was: the file is empty, or it broke outside its tests.
      if (type === 'test:fail') this.#fail(file, data, ['(outside any test)']);
      return;
    }
    if (data.nesting === 0) file.ms += data.details.duration_ms;
    const isSuite = data.details.type === 'suite';
    const path = [...file.open.slice(0, data.nesting), data.name];
    if (type === 'test:fail') {
      if (isSuite && data.details.error?.failureType === 'subtestsFailed') return;
      this.#fail(file, data, path);
    } else if (!isSuite) {
      const skipped = data.skip !== undefined || data.todo !== undefined;
      file.count[skipped ? 'skipped' : 'passed'] += 1;
      if (this.#verbose) console.log(`  ${skipped ? '-' : MARK.pass} ${path.join(' › ')}`);
    }
  }

  #fail(file, data, path) {
    file.count.failed += 1;
    this.#failures.push({ file, path, error: data.details.error });
    console.log(`${MARK.fail} ${file.path} › ${path.join(' › ')}`);
  }

  #hear({ file: path, message }) {
    if (!path) return;
    const file = this.#file(path);
    file.output = (file.output + message).slice(-OUTPUT_CHARS_MAX);
  }

  #close(file) {
    if (file.closed) return;
    file.closed = true;
    const { passed, failed, skipped } = file.count;
    if (this.#mustHoldTests && passed + failed + skipped === 0) {
      file.count.failed += 1;
      this.#failures.push({ file, path: ['(the file holds no test)'], error: undefined });
    }
    const mark = file.count.failed > 0 ? MARK.fail : MARK.pass;
    const counts = `${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
    console.log(`${mark} ${file.path}  ${counts}  ${Math.round(file.ms)} ms`);
  }

  #printFailure(number, { file, path, error }) {
    console.log(`\n${number}) ${file.path}\n   ${path.join(' › ')}`);
    if (error !== undefined) console.log(indent(describe(error)));
    if (file.output && !file.shown)
      console.log(indent(`— what the file printed —\n${file.output.trimEnd()}`));
    file.shown = true;
  }
}

/** The runner wraps what was thrown; the cause is what the reader wants. */
function describe(error) {
  const thrown = error?.cause ?? error;
  if (thrown instanceof Error || typeof thrown?.stack === 'string') return describeThrown(thrown);
  const end = error?.signal
    ? `ended by ${error.signal}`
    : error?.exitCode
      ? `exit code ${error.exitCode}`
      : '';
  return [typeof thrown === 'string' ? thrown : inspect(thrown), end].filter(Boolean).join(', ');
}

/** Without the frames of the runner, with the code and the causes. */
function describeThrown(error) {
  const stack = error.stack.split('\n').filter((line) => !/^\s+at .*\(?node:/.test(line));
  const code = error.code && !stack[0]?.includes(error.code) ? `   code: ${error.code}\n` : '';
  const cause = error.cause instanceof Error ? `\ncaused by ${describeThrown(error.cause)}` : '';
  return `${code}${stack.join('\n')}${cause}`;
}

function indent(text) {
  return text.replace(/^/gm, '   ');
}
