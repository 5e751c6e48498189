export * from './reasoning.controller';
