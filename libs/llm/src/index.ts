export * from './language/language';
export * from './language/sentences';
export * from './llm.module';
export * from './ports/llm-provider.port';
