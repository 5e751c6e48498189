import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { newContext } from '@engram/request-context';
import { startSample, type Sample } from '../testing/sample.app';
import { createOpenApi, serveDocs } from './openapi';

let sample: Sample;
let url: string;
before(async () => {
  sample = await startSample();
  serveDocs(sample.app, createOpenApi(sample.app, { version: '1.2.3' }));
  await sample.app.listen(0, '127.0.0.1');
  url = await sample.app.getUrl();
});
after(() => sample.app.close());

interface Answer {
  status: number;
  headers: Headers;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
  const text = await response.text();
  const { status, headers } = response;
  assert.match(headers.get('x-correlation-id') ?? '', /^[A-Za-z0-9._:-]{1,128}$/, `${path} ${status}`);
  return { status, headers, body: text ? JSON.parse(text) : undefined };
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });

function assertFailure(answer: Answer, status: number, code: string): void {
  assert.deepEqual([answer.status, answer.body?.error?.code], [status, code], JSON.stringify(answer.body));
  assert.deepEqual(Object.keys(answer.body.meta).sort(), ['correlation_id', 'request_id', 'timestamp']);
  assert.equal(answer.headers.get('x-correlation-id'), answer.body.meta.correlation_id);
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
}

const pathsOf = (answer: Answer) =>
  answer.body.error.details.errors.map(({ path }: { path: string }) => path).sort();

describe('envelope', () => {
  it('wraps success, maps names both ways, and sends what is declared alone', async () => {
    const { status, body } = await post('/api/v1/items', {
      content: 'trà Việt \u0000 🍵',
      memory_type: 'todo',
      created_at: '2026-01-31T18:30:00+07:00',
      metadata: { user_key: { inner_key: 1 }, camelKey: null },
      nested_list: [{ deep_name: 'x' }],
      expires_in: '2h',
    });
    assert.equal(status, 201);
    assert.deepEqual(body.data, {
      item_id: 'i1',
      content: 'trà Việt \u0000 🍵',
      memory_type: 'todo',
      created_at: '2026-01-31T11:30:00.000Z',
      expires_at: '1970-01-01T02:00:00.000Z',
      metadata: { user_key: { inner_key: 1 }, camelKey: null },
      nested_list: [{ deep_name: 'x' }],
      idempotency_key: null,
    });
    assert.deepEqual(Object.keys(body.meta).sort(), ['correlation_id', 'request_id', 'timestamp']);
  });

  it('takes a correlation id as it came, or makes one', async () => {
    const given = await ask('/api/v1/items', { headers: { 'x-correlation-id': 'abc:1' } });
    assert.equal(given.headers.get('x-correlation-id'), 'abc:1');
    assert.deepEqual([given.body.meta.correlation_id, given.body.data.correlation_id], ['abc:1', 'abc:1']);
    const bad = await ask('/api/v1/items', { headers: { 'x-correlation-id': 'a b' } });
    assert.equal(bad.body.meta.correlation_id, bad.body.meta.request_id);
  });

  it('keeps requests that run at once apart', async () => {
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const headers = { 'x-correlation-id': `run-${index}`, 'x-tenant-id': `tenant-${index}` };
        const { body } = await ask('/api/v1/items', { headers });
        assert.equal(body.data.correlation_id, `run-${index}`);
        assert.equal(body.data.tenant, `tenant-${index}/tenant-${index}`);
      }),
    );
  });

  it('holds every refusal', async () => {
    assertFailure(await ask('/nowhere?x=1'), 404, 'NOT_FOUND');
    assertFailure(await ask('/api/v1/items', { method: 'PUT' }), 404, 'NOT_FOUND');
    assertFailure(await ask('/api/v1/items/%FF'), 400, 'INVALID_REQUEST');
    assertFailure(await ask(`/api/v1/items/${'x'.repeat(9_000)}`), 400, 'INVALID_REQUEST');
    assertFailure(await ask('/api/v1/items/x'), 400, 'INVALID_REQUEST');
    assertFailure(
      await ask('/api/v1/items/019b76d9-2c00-7000-8000-000000000001', { method: 'DELETE' }),
      403,
      'FORBIDDEN',
    );
    assertFailure(await ask('/api/v1/conflict'), 409, 'CONFLICT');
    assertFailure(await ask('/api/v1/items', { headers: { 'x-tenant-id': '../x' } }), 400, 'INVALID_REQUEST');
    const down = await ask('/api/v1/down');
    assertFailure(down, 503, 'STORE_UNAVAILABLE');
    assert.equal(down.headers.get('retry-after'), '7');
  });

  it('tells nothing of a bug but its correlation id, which finds it in the log', async () => {
    const answer = await ask('/api/v1/bug', { headers: { 'x-correlation-id': 'the-bug' } });
    assertFailure(answer, 500, 'INTERNAL_ERROR');
    assert.doesNotMatch(JSON.stringify(answer.body), /SELECT|somebody|TypeError|\.js/);
    const line = sample.lines.map((text) => JSON.parse(text)).find(({ level }) => level === 'error');
    assert.equal(line.correlation_id, 'the-bug');
    assert.match(line.err.stack, /SELECT/);
  });

  it('refuses two tenants at once', async () => {
    const raw = await send(
      'GET /api/v1/items HTTP/1.1\r\nHost: x\r\nX-Tenant-ID: a\r\nX-Tenant-ID: b\r\nConnection: close\r\n\r\n',
    );
    assert.match(raw, /^HTTP\/1\.1 400 /);
    assert.match(raw, /INVALID_REQUEST/);
  });

  it('is there where there is no HTTP', async () => {
    for (const [garbage, status, code] of [
      ['GARBAGE\r\n\r\n', 400, 'INVALID_REQUEST'],
      [`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 413, 'CONTENT_TOO_LARGE'],
    ] as const) {
      const raw = await send(garbage);
      assert.match(raw, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.match(raw, new RegExp(code));
      assert.match(raw, /x-correlation-id: [0-9a-f-]{36}/);
    }
  });
});

describe('body', () => {
  it('names every problem at once, with what to do', async () => {
    const answer = await post('/api/v1/items', {
      contents: 'x',
      memory_type: 'fakt',
      priority: 11,
      nested_list: [{ deep_name: 1, more: 2 }],
      created_at: 'yesterday',
      expires_in: 'soon',
    });
    assertFailure(answer, 400, 'INVALID_REQUEST');
    assert.deepEqual(pathsOf(answer), [
      'content',
      'contents',
      'created_at',
      'expires_in',
      'memory_type',
      'nested_list[0].deep_name',
      'nested_list[0].more',
      'priority',
    ]);
    const messageOf = (wanted: string) =>
      answer.body.error.details.errors.find(({ path }: { path: string }) => path === wanted).message;
    assert.match(messageOf('contents'), /content\?/);
    assert.match(messageOf('memory_type'), /fact/);
  });

  it('is JSON in UTF-8 and nothing else', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      '"x"',
      'null',
      '{"content":"x","content2":}',
      '{"__proto__":{"x":1},"content":"x"}',
    ]) {
      assertFailure(await post('/api/v1/items', body), 400, 'INVALID_REQUEST');
    }
    assertFailure(
      await post('/api/v1/items', '{"content":"x","metadata":{"a":{"__proto__":1}}}'),
      400,
      'INVALID_REQUEST',
    );
    assertFailure(
      await post(
        '/api/v1/items',
        new Uint8Array([...Buffer.from('{"content":"'), 0xff, ...Buffer.from('"}')]),
      ),
      400,
      'INVALID_REQUEST',
    );
    assertFailure(await post('/api/v1/items', '{"content":"\\ud800"}'), 400, 'INVALID_REQUEST');
    assertFailure(
      await post('/api/v1/items', '{"content":"x","metadata":{"\\udc00":1}}'),
      400,
      'INVALID_REQUEST',
    );
    assertFailure(
      await post('/api/v1/items', '{"content":"x","metadata":{"a":1e999}}'),
      400,
      'INVALID_REQUEST',
    );
    assertFailure(
      await post('/api/v1/items', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
      400,
      'INVALID_REQUEST',
    );
    assertFailure(
      await post('/api/v1/items', '<a/>', { 'content-type': 'text/xml' }),
      400,
      'INVALID_REQUEST',
    );
    assertFailure(await ask('/api/v1/items', { method: 'POST' }), 400, 'INVALID_REQUEST');
    assert.equal(
      (
        await post(
          '/api/v1/items',
          '{"content":"a \\"__proto__\\": b","metadata":{"constructor":{"prototype":1}}}',
        )
      ).status,
      201,
    );
  });

  it('is bounded, and so is what is in it', async () => {
    assertFailure(await post('/api/v1/items', { content: 'é'.repeat(51) }), 413, 'CONTENT_TOO_LARGE');
    assert.equal((await post('/api/v1/items', { content: 'é'.repeat(50) })).status, 201);
    assertFailure(
      await post('/api/v1/items', { content: 'x', metadata: { a: 'x'.repeat(17_000) } }),
      400,
      'INVALID_REQUEST',
    );
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    assertFailure(await post('/api/v1/items', `{"content":"x","metadata":${deep}}`), 400, 'INVALID_REQUEST');
    const small = await startSample(['serve.body_limit_bytes=1024']);
    const response = await small.app.inject({
      method: 'POST',
      url: '/api/v1/items',
      payload: { content: 'x'.repeat(2_000) },
    });
    assert.deepEqual([response.statusCode, response.json().error.code], [413, 'CONTENT_TOO_LARGE']);
    assert.ok(response.headers['x-correlation-id']);
    await small.app.close();
  });

  it('is there for who is still sending a body that is far too large', async () => {
    const huge = 'x'.repeat(40 * 2 ** 20);
    for (const body of [huge, new Blob([huge]).stream()]) {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit;
      assertFailure(await ask('/api/v1/items', init), 413, 'CONTENT_TOO_LARGE');
    }
    assert.equal((await post('/api/v1/items', { content: 'x' })).status, 201);
  });
});

describe('query', () => {
  it('gets the types of its schema', async () => {
    const { body } = await ask(
      '/api/v1/items?tags=a,%20b&since=2026-01-01T00:00:00+07:00&explain=true&limit=7&min_score=0.5',
    );
    assert.deepEqual(body.data.query, {
      limit: 7,
      tags: ['a', 'b'],
      since: Date.UTC(2025, 11, 31, 17),
      explain: true,
      minScore: 0.5,
    });
    assert.deepEqual((await ask('/api/v1/items')).body.data.query, { limit: 20, explain: false });
  });

  it('refuses what it does not know or cannot read', async () => {
    for (const [query, path] of [
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=1e2', 'limit'],
      ['limit=', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['tags=a&tags=b', 'tags'],
      ['tags=a,,b', 'tags[1]'],
      ['explain=yes', 'explain'],
      ['since=2026-02-30T00:00:00Z', 'since'],
      ['lmit=3', 'lmit'],
      ['constructor=3', 'constructor'],
      ['__proto__=3', '__proto__'],
      ['cursor=%FF', ''],
    ] as const) {
      const answer = await ask(`/api/v1/items?${query}`);
      assertFailure(answer, 400, 'INVALID_REQUEST');
      assert.deepEqual(pathsOf(answer), [path], query);
    }
    assertFailure(await ask('/api/v1/conflict?x=1'), 400, 'INVALID_REQUEST');
  });
});

describe('whatever comes', () => {
  const FIELDS = [
    'content',
    'memory_type',
    'metadata',
    'nested_list',
    'priority',
    'created_at',
    '__proto__',
    'constructor',
  ];
  const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant([{ deep_name: 'x' }]));
  const body = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), value, {
    noNullPrototype: true,
  });

  it('leaves in the envelope, and is no fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          body.map((one) => JSON.stringify(one)),
          fc.string(),
        ),
        async (payload) => {
          const headers = { 'content-type': 'application/json' };
          const answer = await sample.app.inject({ method: 'POST', url: '/api/v1/items', headers, payload });
          assert.ok([201, 400, 413].includes(answer.statusCode), answer.body);
          assert.ok(answer.json().meta.request_id);
        },
      ),
      { numRuns: 300 },
    );
    const part = fc.oneof(
      fc.constantFrom('api', 'v1', 'items', '..', '%', '%2F', '%00', ';', '?', '#', '//'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const path = `/${parts.join('/')}`.replace(
          /[^\x21-\x7e]/g,
          (char) => `%${Buffer.from(char).toString('hex').replace(/../g, '$&%').slice(0, -1)}`,
        );
        const raw = await send(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        assert.match(raw, /^HTTP\/1\.1 [1-4]\d\d /, path);
        if (!/^HTTP\/1\.1 [123]/.test(raw)) assert.match(raw, /"request_id"/, path);
      }),
      { numRuns: 300 },
    );
  });
});

describe('idempotency key', () => {
  const claimOf = async (body: unknown, key: string) =>
    (await post('/api/v1/items', body, { 'idempotency-key': key })).body.data.idempotency_key as string;

  it('has a fingerprint of the request, whatever the order of its keys', async () => {
    const first = await claimOf({ content: 'x', metadata: { a: 1, b: [1, 2] } }, 'key-1');
    assert.match(first, /^POST \/api\/v1\/items key-1 [0-9a-f]{64}$/);
    assert.equal(await claimOf({ metadata: { b: [1, 2], a: 1 }, content: 'x' }, 'key-1'), first);
    assert.notEqual(await claimOf({ content: 'x', metadata: { a: 1, b: [2, 1] } }, 'key-1'), first);
  });

  it('is 1 to 255 visible ASCII characters', async () => {
    for (const bad of ['a b', 'é', 'x'.repeat(256)]) {
      assertFailure(
        await post('/api/v1/items', { content: 'x' }, { 'idempotency-key': bad }),
        400,
        'INVALID_REQUEST',
      );
    }
    assert.ok(await claimOf({ content: 'x' }, '~'.repeat(255)));
  });
});

describe('around it', () => {
  it('sends callers of the first API on', async () => {
    const { status, headers } = await ask('/recall?query=a%20b', { method: 'POST' });
    assert.equal(status, 308);
    assert.equal(headers.get('location'), '/api/v1/recall?query=a%20b');
    assert.match(headers.get('deprecation') ?? '', /^@\d+$/);
    assert.equal(headers.get('link'), '</api/v1/recall>; rel="successor-version"');
    assert.equal((await ask('/recall/x')).status, 404);
  });

  it('logs one line for a request, with its template and without its words', async () => {
    sample.lines.length = 0;
    await ask('/api/v1/items/019b76d9-2c00-7000-8000-000000000001', {
      headers: { 'x-correlation-id': 'one' },
    });
    await ask('/api/v1/items?tags=hunter2', { headers: { 'x-correlation-id': 'two' } });
    await ask('/hunter2', { headers: { 'x-correlation-id': 'three' } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const lines = sample.lines.map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ correlation_id, method, route, status }) => [correlation_id, method, route, status]),
      [
        ['one', 'GET', '/api/v1/items/:id', 200],
        ['two', 'GET', '/api/v1/items', 200],
        ['three', 'GET', '(none)', 404],
      ],
    );
    assert.ok(lines.every(({ duration_ms }) => duration_ms > 0));
    assert.doesNotMatch(sample.lines.join(''), /hunter2/);
  });

  it('describes every operation', async () => {
    const { body: document } = await ask('/openapi.json');
    assert.equal(document.openapi, '3.1.0');
    const { post: create, get: list } = document.paths['/api/v1/items'];
    assert.equal(create['x-permission'], 'memory:write');
    assert.equal(create.tags, undefined);
    const body = create.requestBody.content['application/json'];
    assert.equal(body.schema.properties.content.type, 'string');
    assert.deepEqual(body.examples.example.value, { content: 'Ada likes tea' });
    assert.equal(
      create.responses['201'].content['application/json'].schema.properties.data.$ref,
      '#/components/schemas/Item',
    );
    assert.deepEqual(Object.keys(create.responses).sort(), ['201', '400', '409', '413', '500', '503']);
    assert.equal(document.components.schemas.Item.properties.created_at.format, 'date-time');
    const limit = list.parameters.find(({ name }: { name: string }) => name === 'limit');
    assert.equal(limit.examples.example.value, 3);
    assert.deepEqual([limit.required, limit.schema.default, limit.schema.maximum], [false, 20, 100]);
    assert.ok(create.parameters.some(({ name }: { name: string }) => name === 'Idempotency-Key'));
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
    for (const reference of references)
      assert.ok(reference.split('/').at(-1)! in document.components.schemas, reference);
    assert.match(await (await fetch(`${url}/docs`)).text(), /swagger/i);
  });

  it('leaves nothing of a request behind', () => {
    assert.notEqual(newContext().correlationId, newContext().correlationId);
    assert.equal(sample.drain.requestsUnderWay, 0);
  });
});

function send(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
