import type { EngramError, ErrorCode, ErrorDetails } from '@engram/kernel';
import type { ExitCode } from './exit-code';
import { EXIT, EXIT_BY_CODE } from './exit-code';
import { printable } from './output/plain-text';
import type { Style } from './output/style';
import { paintOf } from './output/style';

/** An error as it is shown. */
export interface Failure {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails | undefined;
  exitCode: ExitCode;
}

const CODES = new Set<string>(Object.keys(EXIT_BY_CODE));

/** Anything that was thrown, in terms of the contract. */
export function failureOf(error: unknown): Failure {
  if (isEngramError(error)) {
    const { code, message, details } = error;
    return { code, message, details, exitCode: EXIT_BY_CODE[code] };
  }
  const system = systemFailure(error);
  if (system) return system;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL_ERROR', message, exitCode: EXIT.failure };
}

// By its code and not by its class: the kernel is not loaded just to fail.
function isEngramError(error: unknown): error is EngramError {
  return error instanceof Error && 'code' in error && CODES.has(String(error.code));
}

function systemFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'the file';
  switch (error.code) {
    case 'ENOENT':
      return { code: 'NOT_FOUND', message: `there is no ${path}`, exitCode: EXIT.notFound };
    case 'EEXIST':
      return { code: 'CONFLICT', message: `${path} exists already`, exitCode: EXIT.conflict };
    case 'EISDIR':
    case 'ENOTDIR':
      return {
        code: 'INVALID_REQUEST',
        message: `${path} is not the kind of file that is needed here`,
        exitCode: EXIT.usage,
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'STORE_UNAVAILABLE',
        message: `${path} may not be read or written: check its permissions`,
        exitCode: EXIT.unavailable,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'STORE_UNAVAILABLE',
        message: `no room left for ${path}: free some space and try again`,
        exitCode: EXIT.unavailable,
      };
    case 'EADDRINUSE':
      return {
        code: 'CONFLICT',
        message: 'the port is taken: choose another with --port, or stop what listens there',
        exitCode: EXIT.conflict,
      };
    default:
      return undefined;
  }
}

/** For people: what was wrong, each faulty field on a line; the stack only when asked for. */
export function describeFailure(failure: Failure, style: Style, stack?: string): string {
  const paint = paintOf(style);
  const lines = [`${paint.red('error')} ${printable(failure.message)}`];
  const fields = failure.details?.errors ?? [];
  const told =
    failure.message.includes('\n') || fields.every(({ message }) => failure.message.includes(message));
  if (!told) {
    for (const { path, message } of fields) lines.push(`  ${printable(path)}: ${printable(message)}`);
  }
  if (failure.code === 'INTERNAL_ERROR' && !style.verbose) {
    lines.push(paint.dim('  this is a fault of Engram; run it again with --verbose to see where'));
  }
  if (style.verbose) lines.push(paint.dim(`  ${failure.code}, exit code ${failure.exitCode}`));
  if (style.verbose && stack) lines.push(paint.dim(stack));
  return `${lines.join('\n')}\n`;
}

/** The envelope of the HTTP contract, on one line. */
export function failureEnvelope({ code, message, details }: Failure): string {
  return `${JSON.stringify({ error: { code, message, ...(details && { details }) } })}\n`;
}
