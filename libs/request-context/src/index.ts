export * from './correlation-id';
export * from './request-context';
