export { EngineModule, type EngineOptions } from './engine.module';
export { openEngine, type Engine } from './open-engine';
export { packageVersion } from './status/package-version';
export { StatusService, type Status } from './status/status.service';
