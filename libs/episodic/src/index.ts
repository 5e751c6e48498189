export * from './episodic.module';
export * from './model/recall';
export * from './model/remember';
export * from './memories.service';
export * from './recall.service';
export * from './remember.service';
