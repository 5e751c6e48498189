export * from './schema/graph-schema';
export * from './schema/schema-conformance';
export * from './schema/schema-file.parser';
export * from './schema/schema.service';
export * from './schema/template';
