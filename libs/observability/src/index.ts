export { Log } from './log.port';
export { createLogger, type Logger, type LoggerSettings } from './logger';
export { NestLogger } from './nest.logger';
export { ObservabilityModule } from './observability.module';
export { Redactor, redactText } from './redactor';
