import { type DynamicModule, Module } from '@nestjs/common';
import { HashingEmbeddingProvider } from './adapters/hashing/hashing-embedding.provider';
import { EmbeddingProvider } from './ports/embedding-provider.port';

export interface EmbeddingOptions {
  provider: 'hashing';
  /** Left out: the provider's own. */
  dimensions?: number;
}

/** Gives the one {@link EmbeddingProvider} that the configuration names. */
@Module({})
export class EmbeddingModule {
  static forRoot(options: EmbeddingOptions): DynamicModule {
    return {
      module: EmbeddingModule,
      global: true,
      providers: [{ provide: EmbeddingProvider, useFactory: () => createEmbeddingProvider(options) }],
      exports: [EmbeddingProvider],
    };
  }
}

/** The same choice for those who run without Nest. */
export function createEmbeddingProvider(options: EmbeddingOptions): EmbeddingProvider {
  switch (options.provider) {
    case 'hashing':
      return new HashingEmbeddingProvider(options.dimensions);
  }
}
