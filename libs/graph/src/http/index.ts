export * from './edges.controller';
export * from './graph-query.controller';
export * from './nodes.controller';
