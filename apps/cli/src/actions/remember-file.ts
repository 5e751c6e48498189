import type { RememberInput } from '@engram/episodic';
import { RememberService } from '@engram/episodic';
import type { EpochMs, FieldError } from '@engram/kernel';
import { EngramError, InvalidRequestError } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import type { RememberOptions } from '../options/remember.options';
import type { JsonLine } from '../input/json-lines';
import { inBatches, jsonLines } from '../input/json-lines';
import { memoryInput } from '../input/memory-document';
import { nameOf } from '../input/standard-input';
import type { Services } from '../runtime/services';
import { withServices } from '../runtime/services';

/** Faulty lines that are named one by one. */
const LISTED = 20;

interface Tally {
  created: number;
  updated: number;
  failed: number;
  errors: FieldError[];
}

interface Checked {
  line: number;
  input: RememberInput;
}

/**
 * Stores a JSONL file in batches, each of them durable before the next. A regular file is checked whole before its
 * first line is stored; standard input can be read only once and is checked batch by batch.
 * @throws InvalidRequestError for faulty lines, unless they are to be skipped.
 */
export async function rememberFile(run: CommandRun<RememberOptions>, file: string): Promise<void> {
  const { output, options } = run;
  await withServices(run, async (services) => {
    const lines =
      file === '-' ? 0 : await checkLines(file, services.clock.now(), options.skipFaulty === true);
    const progress = await output.progress('remembering').start(lines);
    const done = services.interruption.before(() => progress.stop());
    try {
      const tally: Tally = { created: 0, updated: 0, failed: 0, errors: [] };
      for await (const batch of inBatches(jsonLines(file))) {
        await storeBatch(services, batch, { tally, file, skip: options.skipFaulty === true });
        progress.advance(batch.length);
      }
      progress.stop();
      await report(run, tally);
    } finally {
      progress.stop();
      done();
    }
  });
}

async function checkLines(file: string, now: EpochMs, skip: boolean): Promise<number> {
  let count = 0;
  const errors: FieldError[] = [];
  for await (const line of jsonLines(file)) {
    count += 1;
    if (!skip) checkLine(line, now, errors);
  }
  refuse(errors, file, 'nothing was stored');
  return count;
}

function checkLine({ line, value }: JsonLine, now: EpochMs, errors: FieldError[]): Checked | undefined {
  try {
    return { line, input: memoryInput(value, now) };
  } catch (error) {
    if (!(error instanceof EngramError)) throw error;
    errors.push({ path: `line ${line}`, message: error.message });
    return undefined;
  }
}

async function storeBatch(
  services: Services,
  batch: readonly JsonLine[],
  { tally, file, skip }: { tally: Tally; file: string; skip: boolean },
): Promise<void> {
  const errors: FieldError[] = [];
  const now = services.clock.now();
  const checked = batch
    .map((line) => checkLine(line, now, errors))
    .filter((item): item is Checked => item !== undefined);
  if (!skip) refuse(errors, file, storedSoFar(tally));
  const inputs = checked.map(({ input }) => input);
  const outcomes = await services
    .get(RememberService)
    .rememberBulk(services.tenant, inputs, { atomic: false });
  for (const outcome of outcomes) {
    if (outcome.status !== 'failed') tally[outcome.status] += 1;
    else errors.push({ path: `line ${checked[outcome.index]?.line}`, message: outcome.error.message });
  }
  tally.failed += errors.length;
  tally.errors.push(...errors.slice(0, LISTED - tally.errors.length));
  if (!skip) refuse(errors, file, storedSoFar(tally));
}

function storedSoFar({ created, updated }: Tally): string {
  return `${created + updated} memories were stored before`;
}

function refuse(errors: readonly FieldError[], file: string, sofar: string): void {
  if (errors.length === 0) return;
  throw new InvalidRequestError(
    `${nameOf(file)}: ${errors.length} faulty line(s), ${sofar}; mend them, or store the good ones with --skip-faulty`,
    errors.slice(0, LISTED),
  );
}

async function report(run: CommandRun<RememberOptions>, tally: Tally): Promise<void> {
  const { created, updated, failed, errors } = tally;
  await run.output.answer({ created, updated, failed, errors }, (page) => {
    page.line(`${page.paint.green('✔')} ${created} remembered, ${updated} updated, ${failed} faulty`);
    for (const { path, message } of errors) page.text(`${path}: ${message}`, 2);
  });
}
