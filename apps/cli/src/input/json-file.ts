import { InvalidRequestError } from '@engram/kernel';
import { nameOf, readWhole } from './standard-input';

/** The JSON document that a file (`-`: standard input) holds. @throws InvalidRequestError, ContentTooLargeError */
export async function readJson(file: string, maxBytes: number): Promise<unknown> {
  const text = await readWhole(file, maxBytes);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InvalidRequestError(`${nameOf(file)} is not JSON: ${(error as Error).message}`);
  }
}
