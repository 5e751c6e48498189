import { createReadStream } from 'node:fs';
import { ContentTooLargeError, InvalidRequestError, LIMITS } from '@engram/kernel';

/** The argument, or the whole of standard input for `-`. @throws InvalidRequestError where there is nothing. */
export async function textOrStandardInput(argument: string | undefined, what: string): Promise<string> {
  if (argument !== '-') {
    if (argument === undefined || argument.trim() === '') {
      throw new InvalidRequestError(`give the ${what} as an argument, or - to read it from standard input`);
    }
    return argument;
  }
  const text = (await readWhole('-')).replace(/\r?\n$/, '');
  if (text.trim() === '') throw new InvalidRequestError(`standard input held no ${what}`);
  return text;
}

/** Bytes of a file, or of standard input for `-`. */
export function openInput(file: string): NodeJS.ReadableStream & AsyncIterable<Buffer> {
  return file === '-' ? process.stdin : createReadStream(file);
}

/** @throws ContentTooLargeError beyond `maxBytes`. @throws InvalidRequestError where it is not UTF-8. */
export async function readWhole(file: string, maxBytes: number = LIMITS.requestBodyBytes): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of openInput(file)) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new ContentTooLargeError(`${nameOf(file)} holds more than ${maxBytes} bytes; split it`);
    }
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks), file);
}

export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

// Strict: what is not UTF-8 is refused, not silently replaced.
function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidRequestError(`${nameOf(file)} is not UTF-8 text`);
  }
}
