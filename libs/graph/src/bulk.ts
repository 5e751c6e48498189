import type { WireError } from '@engram/kernel';
import { EngramError, InvalidRequestError } from '@engram/kernel';

export interface FailedItem {
  index: number;
  status: 'failed';
  error: WireError;
}

/** Drafts each item by itself: what is faulty fails alone. */
export function attempt<Input, Write>(
  inputs: readonly Input[],
  draft: (input: Input) => Write,
): { good: { index: number; write: Write }[]; failed: FailedItem[] } {
  const good: { index: number; write: Write }[] = [];
  const failed: FailedItem[] = [];
  inputs.forEach((input, index) => {
    try {
      good.push({ index, write: draft(input) });
    } catch (error) {
      if (!(error instanceof EngramError)) throw error;
      failed.push({ index, status: 'failed', error: error.toWire() });
    }
  });
  return { good, failed };
}

/** @throws InvalidRequestError when there is a faulty item. */
export function refuseFaulty(failed: readonly FailedItem[], total: number): void {
  if (failed.length === 0) return;
  throw new InvalidRequestError(
    `${failed.length} of ${total} items are faulty and atomic is true, so none was stored; mend them or send atomic: false`,
    failed.map(({ index, error }) => ({ path: `items[${index}]`, message: error.message })),
  );
}
