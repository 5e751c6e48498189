import type { TenantExtension, TenantExtensionHandle } from '../ports/tenant-extension.port';

/** What happened to the extension in its thread, over all tenants. */
const events: string[] = [];

/** Makes visible from a test how a thread treats its extensions. */
export const extension: TenantExtension = {
  open({ tenant, source, options, log }): TenantExtensionHandle {
    const record = (event: string) => events.push(`${tenant} ${event}`);
    const weight = (options as { bytes: number }).bytes;
    record('open');
    const methods: Record<string, (args: never) => unknown> = {
      events: () => [...events],
      sequence: () => source.sequence(),
      changes: ({ after, limit }: { after: number; limit: number }) => source.changesAfter(after, limit),
      rows: (rowIds: number[]) => source.rows(rowIds),
      scan: ({ after, limit }: { after: number; limit: number }) => source.scan(after, limit),
      vectors: (ids: number[]) => source.vectors(ids),
      log: (message: string) => log('info', message),
      fail: () => {
        throw new Error('the probe fails');
      },
      transfer: () => {
        const value = new Float32Array([1, 2, 3]);
        return { transferred: true, value, transfer: [value.buffer] };
      },
      crash: () => {
        setImmediate(() => {
          throw new Error('the thread crashes');
        });
      },
      block: (ms: number) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      },
    };
    return {
      call: (method, args) => methods[method]?.(args as never),
      committed: () => record(`committed ${source.sequence()}`),
      idle: () => record('idle'),
      bytes: () => weight,
      close: () => record('close'),
    };
  },
};
