import { Module } from '@nestjs/common';
import { Clock } from '@engram/kernel';
import { TenantExtensions } from '@engram/storage';
import {
  EmbeddedIndexClient,
  EmbeddedMemoryRanking,
  EmbeddedTextIndex,
  EmbeddedVectorIndex,
  searchExtension,
} from './adapters/embedded/embedded-index';
import { MemoryRanking } from './ports/memory-ranking.port';
import { TextIndex } from './ports/text-index.port';
import { VectorIndex } from './ports/vector-index.port';

/** What the storage must be told (`extensions`), for the index lives in its workers. */
export const SEARCH_EXTENSION = searchExtension();

/** Gives the indexes of all tenants. Needs `TenantExtensions` and `Clock` from modules that are global. */
@Module({
  providers: [
    {
      provide: EmbeddedIndexClient,
      inject: [TenantExtensions, Clock],
      useFactory: (extensions: TenantExtensions, clock: Clock) => new EmbeddedIndexClient(extensions, clock),
    },
    {
      provide: TextIndex,
      inject: [EmbeddedIndexClient],
      useFactory: (client: EmbeddedIndexClient) => new EmbeddedTextIndex(client),
    },
    {
      provide: VectorIndex,
      inject: [EmbeddedIndexClient],
      useFactory: (client: EmbeddedIndexClient) => new EmbeddedVectorIndex(client),
    },
    {
      provide: MemoryRanking,
      inject: [EmbeddedIndexClient],
      useFactory: (client: EmbeddedIndexClient) => new EmbeddedMemoryRanking(client),
    },
  ],
  exports: [TextIndex, VectorIndex, MemoryRanking],
})
export class SearchModule {}
