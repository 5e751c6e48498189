export * from './model/graph';
export * from './model/memory';
export * from './ports/graph-store.port';
export * from './ports/memory-store.port';
export * from './ports/stores.port';
