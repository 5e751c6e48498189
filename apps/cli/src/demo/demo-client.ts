import type { ErrorCode } from '@engram/kernel';
import { EngramError, StoreUnavailableError } from '@engram/kernel';

interface Envelope<Data> {
  data?: Data;
  error?: { code: ErrorCode; message: string; details?: Record<string, unknown> };
}

export type Query = Record<string, string | number | boolean>;

/** Speaks the HTTP contract as any client does. */
export class DemoClient {
  constructor(readonly url: string) {}

  /** @throws EngramError the one that the server answered. @throws StoreUnavailableError no answer at all. */
  get<Data>(path: string, query: Query = {}): Promise<Data> {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) parameters.set(key, String(value));
    return this.call<Data>('GET', `${path}?${parameters.toString()}`);
  }

  post<Data>(path: string, body: unknown): Promise<Data> {
    return this.call<Data>('POST', path, body);
  }

  private async call<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    let envelope: Envelope<Data>;
    try {
      const response = await fetch(`${this.url}/api/v1${path}`, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      envelope = (await response.json()) as Envelope<Data>;
    } catch (cause) {
      throw new StoreUnavailableError(`no answer from ${method} ${path}`, { cause });
    }
    if (envelope.error) {
      const { code, message, details } = envelope.error;
      throw new EngramError(code, `${method} ${path}: ${message}`, details);
    }
    return envelope.data as Data;
  }
}
