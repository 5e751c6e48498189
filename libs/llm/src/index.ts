export * from './language/language';
export * from './language/sentences';
