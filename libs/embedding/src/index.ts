export * from './embedding.module';
export * from './passages';
export * from './ports/embedding-provider.port';
