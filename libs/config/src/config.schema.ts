import { z } from 'zod';
import { auditSection } from './sections/audit.config';
import { authSection } from './sections/auth.config';
import { cacheSection } from './sections/cache.config';
import { captureSection } from './sections/capture.config';
import { embeddingSection } from './sections/embedding.config';
import { episodicSection } from './sections/episodic.config';
import { hooksSection } from './sections/hooks.config';
import { llmSection } from './sections/llm.config';
import { loggingSection } from './sections/logging.config';
import { rateLimitSection } from './sections/rate-limit.config';
import { securitySection } from './sections/security.config';
import { semanticSection } from './sections/semantic.config';
import { serveSection } from './sections/serve.config';
import { telemetrySection } from './sections/telemetry.config';

/** Everything that can be set. Validation, environment names, `config show` and the reference page come from here. */
export const configSchema = z.strictObject({
  episodic: episodicSection,
  embedding: embeddingSection,
  semantic: semanticSection,
  llm: llmSection,
  serve: serveSection,
  hooks: hooksSection,
  logging: loggingSection,
  security: securitySection,
  auth: authSection,
  telemetry: telemetrySection,
  audit: auditSection,
  cache: cacheSection,
  rate_limit: rateLimitSection,
  capture: captureSection,
});

export type ConfigValues = z.output<typeof configSchema>;

/**
 * The configuration in force, in the names of the file (snake_case), so that one name is used everywhere. Also the
 * token to inject it by. Frozen.
 */
export abstract class EngramConfig implements ConfigValues {
  abstract readonly episodic: ConfigValues['episodic'];
  abstract readonly embedding: ConfigValues['embedding'];
  abstract readonly semantic: ConfigValues['semantic'];
  abstract readonly llm: ConfigValues['llm'];
  abstract readonly serve: ConfigValues['serve'];
  abstract readonly hooks: ConfigValues['hooks'];
  abstract readonly logging: ConfigValues['logging'];
  abstract readonly security: ConfigValues['security'];
  abstract readonly auth: ConfigValues['auth'];
  abstract readonly telemetry: ConfigValues['telemetry'];
  abstract readonly audit: ConfigValues['audit'];
  abstract readonly cache: ConfigValues['cache'];
  abstract readonly rate_limit: ConfigValues['rate_limit'];
  abstract readonly capture: ConfigValues['capture'];
}
