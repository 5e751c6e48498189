import { Module } from '@nestjs/common';
import { EpisodicModule } from '../episodic.module';
import { MemoriesController } from './memories.controller';
import { RecallController } from './recall.controller';
import { RememberController } from './remember.controller';

/** The doors of episodic memory. */
@Module({
  imports: [EpisodicModule],
  controllers: [RememberController, RecallController, MemoriesController],
})
export class EpisodicHttpModule {}
