import { Logger as NestPinoLogger, PinoLogger } from 'nestjs-pino';
import type { Logger } from './logger';

/** Parts of Nest and its libraries that tell of every route and module they meet: silent below warning. */
const NOISY = new Set([
  ...[
    'InstanceLoader',
    'RouterExplorer',
    'RoutesResolver',
    'NestFactory',
    'NestApplication',
    'NestMicroservice',
  ],
  ...['FastifyAdapter', 'TypeOrmModule', 'TypeORM', 'SwaggerModule', 'LoggerModule'],
]);

const isNoisy = (params: readonly unknown[]) => NOISY.has(String(params.at(-1)));

/** Gives Nest's own lines the way of all others, without the noise. */
export class NestLogger extends NestPinoLogger {
  constructor(logger: Logger) {
    super(new PinoLogger({ pinoHttp: { logger } }), {});
  }

  override log(message: unknown, ...params: unknown[]): void {
    if (!isNoisy(params)) super.log(message, ...params);
  }

  override debug(message: unknown, ...params: unknown[]): void {
    if (!isNoisy(params)) super.debug(message, ...params);
  }

  override verbose(message: unknown, ...params: unknown[]): void {
    if (!isNoisy(params)) super.verbose(message, ...params);
  }
}
