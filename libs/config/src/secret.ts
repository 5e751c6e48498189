import { inspect } from 'node:util';

/** What is shown instead of a secret. */
export const REDACTED = '[redacted]';

/** A text that shows itself to nobody: not in a log line, an error, JSON or a console; only where `reveal` is written. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
