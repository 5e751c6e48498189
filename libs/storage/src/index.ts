export * from './adapters/sqlite/worker/extension';
export * from './model/graph';
export * from './model/memory';
export * from './ports/graph-store.port';
export * from './ports/index-source.port';
export * from './ports/memory-store.port';
export * from './ports/stores.port';
export * from './ports/tenant-extensions.port';
