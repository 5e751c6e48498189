import { Injectable } from '@nestjs/common';
import type { TenantId } from '@engram/kernel';
import type { RecallQuery, RecallResult } from './model/recall';

/** Finds episodes by meaning and by words. */
@Injectable()
export abstract class RecallService {
  /** @throws InvalidRequestError, StoreUnavailableError */
  abstract recall(tenant: TenantId, query: RecallQuery): Promise<RecallResult>;
}
