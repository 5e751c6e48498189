export * from './ingest/ingest.service';
export * from './model/ingest';
export * from './model/summarize';
export * from './model/think';
export * from './reasoning.module';
export * from './summarize.service';
export * from './think/think.service';
