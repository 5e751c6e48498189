import { isatty } from 'node:tty';
import { pino, type DestinationStream, type Logger } from 'pino';
import type * as PinoPretty from 'pino-pretty';
import type { ConfigValues } from '@engram/config';
import { correlationId } from '@engram/request-context';
import { Redactor, redactText } from './redactor';

export type { Logger } from 'pino';

/** All that a logger is made from, as plain data: send it to a worker thread and make the same logger there. */
export interface LoggerSettings extends Readonly<ConfigValues['logging']> {
  /** Standard output for the server, standard error for commands: their output is for programs. */
  fd: 1 | 2;
}

/**
 * A logger whose every line carries the correlation id of what it belongs to, and never a secret. It writes at once
 * and by itself, also in a worker thread, so that a crash takes no lines along.
 */
export function createLogger(settings: LoggerSettings, destination?: DestinationStream): Logger {
  const redactor = new Redactor(settings.include_content);
  const logger = pino(
    {
      level: settings.level,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      // The redactor has made plain data of errors before pino's own serializer would see them.
      serializers: { err: (value: unknown) => value },
      mixin: () => {
        const id = correlationId();
        return id === undefined ? {} : { correlation_id: id };
      },
      // What is written about something may not pretend to belong elsewhere.
      mixinMergeStrategy: (about, mixed) => ({ ...about, ...mixed }),
      formatters: {
        level: (label) => ({ level: label }),
        log: (about) => redactor.object(about),
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, withoutSecrets(args) as typeof args);
        },
      },
    },
    streamOf(settings, destination),
  );
  return withRedactedChildren(logger, redactor);
}

/** pino shows the bindings of a child to no formatter. Children of children inherit this from the root. */
function withRedactedChildren(logger: Logger, redactor: Redactor): Logger {
  // Called with the logger that it is asked of, below.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { child } = logger;
  const redacting = function (this: Logger, bindings: object, options?: object) {
    return child.call(this, redactor.object(bindings), options);
  };
  return Object.assign(logger, { child: redacting });
}

/** The message and its arguments; what it is about is left to the formatter. */
function withoutSecrets(args: readonly unknown[]): unknown[] {
  const [about, ...rest] = args;
  const texts = rest.map((value) => (typeof value === 'string' ? redactText(value) : value));
  if (typeof about === 'string') return [redactText(about), ...texts];
  if (about instanceof Error)
    return [{ err: about }, ...(texts.length > 0 ? texts : [redactText(about.message)])];
  return [about, ...texts];
}

function streamOf(settings: LoggerSettings, destination: DestinationStream | undefined): DestinationStream {
  const out = destination ?? pino.destination({ fd: settings.fd, sync: true });
  if (settings.format === 'json') return out;
  // Loaded here: who logs JSON never needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { prettyFactory } = require('pino-pretty') as typeof PinoPretty;
  const format = prettyFactory({
    colorize: destination === undefined && isatty(settings.fd),
    messageKey: 'message',
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname,context',
    messageFormat: '{if context}[{context}] {end}{message}',
    singleLine: true,
  });
  // At once and in the same thread, not through pino-pretty's stream: order and last lines are kept.
  return { write: (line) => out.write(format(line)) };
}
