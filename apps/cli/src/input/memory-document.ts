import { z } from 'zod';
import type { EpochMs, FieldError } from '@engram/kernel';
import { InvalidRequestError, LIMITS } from '@engram/kernel';
import type { RememberInput } from '@engram/episodic';
import type { JsonObject } from '@engram/storage';
import { MEMORY_TYPES } from '@engram/storage';
import { parseDuration, parseTime } from './time-input';

const named = (max: number) => z.string().min(1).max(max);

/** One memory as `POST /remember` takes it. */
const memoryDocumentSchema = z.strictObject({
  content: z.string().min(1),
  memory_type: z.enum(MEMORY_TYPES).optional(),
  priority: z.number().int().min(LIMITS.priorityMin).max(LIMITS.priorityMax).optional(),
  tags: z.array(named(LIMITS.tagChars)).max(LIMITS.tags).optional(),
  entities: z.array(named(LIMITS.entityChars)).max(LIMITS.entities).optional(),
  metadata: z.record(z.string(), z.json()).optional(),
  timestamp: z.string().optional(),
  expires_in: z.string().optional(),
  expires_at: z.string().optional(),
  topic_key: named(LIMITS.topicKeyChars).optional(),
  session_id: named(LIMITS.sessionIdChars).optional(),
  namespace: named(LIMITS.namespaceChars).optional(),
  source: z.string().max(LIMITS.sourceChars).optional(),
});

/** Checks a document and makes of it what the service takes. @throws InvalidRequestError naming each faulty field. */
export function memoryInput(document: unknown, now: EpochMs): RememberInput {
  const parsed = memoryDocumentSchema.safeParse(document);
  if (!parsed.success) throw refusal(parsed.error);
  const { data } = parsed;
  const metadata = data.metadata as JsonObject | undefined;
  if (metadata && Buffer.byteLength(JSON.stringify(metadata)) > LIMITS.metadataBytes) {
    throw new InvalidRequestError(`metadata must be at most ${LIMITS.metadataBytes} bytes as JSON`);
  }
  if (data.expires_in !== undefined && data.expires_at !== undefined) {
    throw new InvalidRequestError('give expires_in or expires_at, not both');
  }
  const expiresAt =
    data.expires_in !== undefined
      ? now + parseDuration(data.expires_in, 'expires_in')
      : data.expires_at !== undefined
        ? parseTime(data.expires_at, 'expires_at', now)
        : undefined;
  return {
    content: data.content,
    memoryType: data.memory_type,
    priority: data.priority,
    tags: data.tags,
    entities: data.entities,
    metadata,
    timestamp: data.timestamp === undefined ? undefined : parseTime(data.timestamp, 'timestamp', now),
    expiresAt,
    topicKey: data.topic_key,
    sessionId: data.session_id,
    namespace: data.namespace,
    source: data.source,
  };
}

export function refusal(error: z.ZodError, prefix = ''): InvalidRequestError {
  const errors: FieldError[] = error.issues.map(({ path, message }) => ({
    path: `${prefix}${path.map(String).join('.')}`,
    message,
  }));
  return new InvalidRequestError(
    errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '),
    errors,
  );
}
