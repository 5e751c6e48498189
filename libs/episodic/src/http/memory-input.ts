import type { BodyOf } from '@engram/http';
import type { EpochMs } from '@engram/kernel';
import { InvalidRequestError } from '@engram/kernel';
import type { MemoryFilter } from '@engram/storage';
import type { RememberInput } from '../model/remember';
import type { rememberWire } from './memory.wire';

type RememberBody = BodyOf<{ body: typeof rememberWire }>;

/** `expires_in` counts from the moment of the request. @throws InvalidRequestError when both forms are given. */
export function rememberInputOf({ expiresIn, ...body }: RememberBody, now: EpochMs): RememberInput {
  if (expiresIn === undefined) return body;
  if (body.expiresAt !== undefined) {
    throw new InvalidRequestError('give expires_in or expires_at, not both', [
      { path: 'expires_in', message: 'must not come together with expires_at' },
    ]);
  }
  return { ...body, expiresAt: now + expiresIn };
}

/** The conditions among the fields of a query. */
export function filterOf(fields: MemoryFilter): MemoryFilter {
  const { memoryType, tags, tagMatch, namespace, sessionId, since, until } = fields;
  return {
    ...(memoryType && { memoryType }),
    ...(tags && { tags }),
    ...(tagMatch && { tagMatch }),
    ...(namespace !== undefined && { namespace }),
    ...(sessionId !== undefined && { sessionId }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}
