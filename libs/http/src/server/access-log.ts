/** What this lib needs of a logger: pino's fits. */
export interface HttpLog {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}
