import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Log } from './log.port';
import type { Logger } from './logger';

/** Gives every module the logger of the process: inject {@link Log}, or nestjs-pino's PinoLogger. */
@Global()
@Module({})
export class ObservabilityModule {
  static forRoot(logger: Logger): DynamicModule {
    return {
      module: ObservabilityModule,
      // No routes: the access log and the correlation id are made at the adapter, for 404s and 413s too.
      imports: [LoggerModule.forRoot({ pinoHttp: { logger }, forRoutes: [] })],
      providers: [{ provide: Log, useValue: logger }],
      exports: [Log, LoggerModule],
    };
  }
}
