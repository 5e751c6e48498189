export * from './clock';
export * from './errors';
export * from './fold';
export * from './ids';
export * from './limits';
export * from './random';
