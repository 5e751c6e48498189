import { Module } from '@nestjs/common';
import { ReasoningModule } from '../reasoning.module';
import { ReasoningController } from './reasoning.controller';

/** The doors of reasoning. */
@Module({
  imports: [ReasoningModule],
  controllers: [ReasoningController],
})
export class ReasoningHttpModule {}
