export * from './model/search';
export * from './ports/memory-ranking.port';
export * from './ports/text-index.port';
export * from './ports/vector-index.port';
export type { RankingReasons } from './ranking/ranking.model';
export { SEARCH_EXTENSION, SearchModule } from './search.module';
