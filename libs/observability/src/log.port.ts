/** A logger as everything here takes it, and the token to inject it by. What it is about first, in words second. */
export abstract class Log {
  abstract debug(about: object, message: string): void;
  abstract info(about: object, message: string): void;
  abstract warn(about: object, message: string): void;
  abstract error(about: object, message: string): void;
}
