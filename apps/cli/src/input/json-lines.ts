import { InvalidRequestError, LIMITS } from '@engram/kernel';
import { nameOf, openInput } from './standard-input';

export interface JsonLine {
  /** From 1. */
  line: number;
  value: unknown;
}

/** Of one line: more than the largest memory with its metadata can need. */
const LINE_BYTES_MAX = 1024 * 1024;

/** The documents of a JSONL file, one at a time; empty lines are passed over. @throws InvalidRequestError naming the line. */
export async function* jsonLines(file: string): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const text of textLines(file)) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield { line, value: JSON.parse(text) as unknown };
    } catch {
      throw new InvalidRequestError(`${nameOf(file)}, line ${line}: not a JSON document`);
    }
  }
}

async function* textLines(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new InvalidRequestError(`${nameOf(file)} is not UTF-8 text`);
    }
  };
  for await (const bytes of openInput(file)) {
    const lines = (rest + decode(bytes)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_BYTES_MAX) {
      throw new InvalidRequestError(`${nameOf(file)} has a line of more than ${LINE_BYTES_MAX} characters`);
    }
    yield* lines;
  }
  rest += decode();
  if (rest !== '') yield rest;
}

/** Items in groups of at most `size`. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item>,
  size: number = LIMITS.bulkItems,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
