import { Module } from '@nestjs/common';
import { ExtractiveLlmProvider } from './adapters/extractive/extractive-llm.provider';
import { LlmProvider } from './ports/llm-provider.port';

/** Chooses who composes language. One provider so far: `llm.provider` names no other. */
@Module({
  providers: [{ provide: LlmProvider, useFactory: () => new ExtractiveLlmProvider() }],
  exports: [LlmProvider],
})
export class LlmModule {}
