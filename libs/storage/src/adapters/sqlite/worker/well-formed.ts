import { InvalidRequestError } from '@engram/kernel';

/** Half a surrogate pair has no UTF-8 form: it would come back as another character, and shift what is counted. */
export function assertWellFormed(text: string, field: string): void {
  if (!text.isWellFormed()) {
    throw new InvalidRequestError(`${field} must be well-formed Unicode: it holds half of a surrogate pair`);
  }
}
