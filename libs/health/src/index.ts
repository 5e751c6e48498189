export { HealthModule } from './health.module';
export { Readiness, type CheckReport, type ReadinessCheck, type ReadinessReport } from './readiness';
