import type { TenantId } from '@engram/kernel';

/**
 * Calls derived structures (indexes) that live beside a tenant's rows, in the thread that owns them. Arguments and
 * answers cross a thread: plain data and typed arrays only.
 */
export abstract class TenantExtensions {
  /**
   * @param extension The name under which it was configured.
   * @throws StoreUnavailableError the tenant's file cannot be used, or too much is waiting for it.
   */
  abstract call<Result>(tenant: TenantId, extension: string, method: string, args: unknown): Promise<Result>;
}
