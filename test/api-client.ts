export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data;
  error?: { code: string; message: string; details?: Record<string, unknown> };
  meta: { request_id: string; correlation_id: string; timestamp: string };
}

/** A plain caller of the contract: JSON in, envelope out. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  as(tenant: string): ApiClient {
    return new ApiClient(this.url, { ...this.headers, 'x-tenant-id': tenant });
  }

  async call<Data = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const envelope = (await response.json()) as Omit<Answer<Data>, 'status' | 'headers'>;
    return { ...envelope, status: response.status, headers: response.headers };
  }

  get<Data = Record<string, unknown>>(path: string): Promise<Answer<Data>> {
    return this.call<Data>('GET', path);
  }

  post<Data = Record<string, unknown>>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>> {
    return this.call<Data>('POST', path, body, headers);
  }
}
