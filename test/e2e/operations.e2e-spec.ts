import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ServerFixture } from '@engram-test/server-fixture';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  examples?: { example?: { value: unknown } };
}
interface DescribedOperation {
  parameters: Parameter[];
  requestBody?: { content: { 'application/json': { examples?: { example?: { value: unknown } } } } };
  responses: Record<string, unknown>;
}
interface Call {
  method: string;
  path: string;
  operation: DescribedOperation;
}

const DOCUMENT = JSON.parse(readFileSync(join(__dirname, '../../../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, DescribedOperation>>;
};
const CALLS: Call[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);
const exampleOf = ({ operation }: Call) =>
  operation.requestBody?.content['application/json'].examples?.example?.value;

/** The address of a call with the values given for its path, and the examples of its query. */
function addressOf({ path, operation }: Call, values: Record<string, string>): string {
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.examples)
    .map(({ name, examples }) => `${name}=${encodeURIComponent(String(examples?.example?.value))}`)
    .join('&');
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  return query === '' ? filled : `${filled}?${query}`;
}

describe('every described operation', () => {
  const server = new ServerFixture();

  async function send(
    call: Call,
    address: string,
    tenant: string,
    body = exampleOf(call),
  ): Promise<Response> {
    return fetch(`${server.url}${address}`, {
      method: call.method,
      headers: {
        'x-tenant-id': tenant,
        'x-correlation-id': 'e2e:1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** One thing of each kind, for the operations that take an id. */
  async function furnish(tenant: string): Promise<{ memory: string; node: string; edge: string }> {
    const api = server.as(tenant);
    const { data: memory } = await api.post<{ id: string }>('/remember', {
      content: 'furniture',
      topic_key: 'seat',
    });
    const { data: edge } = await api.call<{ id: string }>('PUT', '/graph/edges', {
      from: 'Person:Ada',
      to: 'Person:Trâm',
      relation: 'knows',
      create_missing: true,
    });
    return { memory: memory.id, node: 'Person:Ada', edge: edge.id };
  }
  const valuesFor = (path: string, ids: Awaited<ReturnType<typeof furnish>>): Record<string, string> => ({
    id: path.includes('/edges/') ? ids.edge : ids.memory,
    key: ids.node,
  });

  for (const call of CALLS) {
    it(`${call.method} ${call.path}: its example runs as it stands`, async () => {
      const tenant = 'examples';
      const ids = await furnish(tenant);
      await server.as(tenant).call('PUT', '/graph/edges/bulk', {
        create_missing: true,
        items: [
          { from: 'Person:Trâm', to: 'Organization:Acme', relation: 'works_at' },
          { from: 'Person:Minh', to: 'Organization:Acme', relation: 'works_at' },
          { from: 'Person:Ada', to: 'Organization:Acme', relation: 'works_at' },
        ],
      });
      let address = addressOf(call, valuesFor(call.path, ids));
      if (call.method === 'DELETE' && call.path.endsWith('/memories')) address += '?tags=none&confirm=true';
      const answer = await send(call, address, tenant);
      const text = await answer.text();
      assert.ok(Object.keys(call.operation.responses).includes(String(answer.status)), text);
      assert.ok(answer.ok, text);
      assert.equal(answer.headers.get('x-correlation-id'), 'e2e:1');
      assert.equal((JSON.parse(text) as { meta: { correlation_id: string } }).meta.correlation_id, 'e2e:1');
    });
  }

  const withIds = CALLS.filter(({ path }) => path.includes('{'));
  for (const call of withIds) {
    it(`${call.method} ${call.path}: knows nothing of another tenant's ids`, async () => {
      const ids = await furnish('owner');
      const answer = await send(call, addressOf(call, valuesFor(call.path, ids)), 'stranger');
      assert.equal(answer.status, 404);
      const owner = server.as('owner');
      assert.equal((await owner.get(`/memories/${ids.memory}`)).status, 200);
      assert.equal((await owner.get(`/graph/edges/${ids.edge}`)).status, 200);
    });
  }

  it('of which there are some with ids', () => {
    assert.ok(withIds.length >= 8);
  });

  it('shows a stranger nothing in any answer', async () => {
    await furnish('owner');
    for (const call of CALLS.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
      if (call.path.endsWith('/graph/paths')) continue;
      const text = await (await send(call, addressOf(call, {}), 'stranger')).text();
      assert.ok(!text.includes('furniture') && !text.includes('Trâm"'), `${call.path}: ${text}`);
    }
  });

  it('a tenant that is no tenant is refused', async () => {
    for (const tenant of ['../up', 'a b', 'x'.repeat(65), 'ă'.normalize('NFD').slice(1) + '!', 'a,b']) {
      const answer = await fetch(`${server.url}/api/v1/status`, {
        headers: { 'x-tenant-id': Buffer.from(tenant).toString('latin1') },
      });
      assert.equal(answer.status, 400, tenant);
    }
  });

  it('legacy paths lead to their successors', async () => {
    const answer = await fetch(`${server.url}/recall?query=x`, { redirect: 'manual' });
    assert.equal(answer.status, 308);
    assert.equal(answer.headers.get('location'), '/api/v1/recall?query=x');
    assert.ok(answer.headers.get('deprecation'));
    assert.match(answer.headers.get('link') ?? '', /rel="successor-version"/);
  });

  it('readiness asks the store, liveness nothing', async () => {
    const ready = await fetch(`${server.url}/health/ready`);
    const { data } = (await ready.json()) as {
      data: { status: string; checks: { name: string; state: string }[] };
    };
    assert.equal(data.status, 'ready');
    assert.deepEqual(
      data.checks.map(({ name, state }) => [name, state]),
      [['storage', 'up']],
    );
    assert.equal((await fetch(`${server.url}/health`)).status, 200);
  });

  it('Swagger UI and the document are served', async () => {
    assert.equal((await fetch(`${server.url}/docs`)).status, 200);
    const served = (await (await fetch(`${server.url}/openapi.json`)).json()) as typeof DOCUMENT;
    assert.deepEqual(Object.keys(served.paths).sort(), Object.keys(DOCUMENT.paths).sort());
  });
});
