import { createInterface } from 'node:readline/promises';
import { InvalidRequestError } from '@engram/kernel';

/** Asks a person; where nobody can answer it must have been answered on the command line. @throws InvalidRequestError */
export async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new InvalidRequestError('this erases for good: add --yes to do it, or --dry-run to count only');
  }
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
}
