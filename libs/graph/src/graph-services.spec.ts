import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { TenantId } from '@engram/kernel';
import { ManualClock, SeededRandom, parseEdgeId, parseTenantId } from '@engram/kernel';
import { SqliteStores } from '@engram/storage';
import { EdgesService } from './edges.service';
import { EntityLookupService } from './entity-lookup.service';
import { GraphDrafting, canonicalKey } from './graph-draft';
import { GraphQueryService } from './graph-query.service';
import { NodesService } from './nodes.service';
import { SchemaService } from './schema/schema.service';

describe('graph services on SQLite', () => {
  const home = mkdtempSync(join(tmpdir(), 'engram-graph-'));
  const clock = new ManualClock();
  const random = new SeededRandom(7);
  let stores: SqliteStores;
  let tenant: TenantId;
  let count = 0;
  let nodes: NodesService;
  let edges: EdgesService;
  let query: GraphQueryService;
  let lookup: EntityLookupService;
  let schemas: SchemaService;

  before(() => {
    stores = new SqliteStores({ home, clock, random, workers: 1 });
    const drafting = new GraphDrafting(clock, random);
    nodes = new NodesService(stores, drafting);
    edges = new EdgesService(stores, drafting);
    query = new GraphQueryService(stores);
    lookup = new EntityLookupService(stores);
    schemas = new SchemaService(stores, 'personal');
  });

  after(async () => {
    await stores.close();
    rmSync(home, { recursive: true, force: true });
  });

  const fresh = () => (tenant = parseTenantId(`t${(count += 1)}`));
  const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

  it('merges a node under its key, however its Unicode is composed', async () => {
    fresh();
    const first = await nodes.upsert(tenant, { type: 'Person', name: 'Trâm', attributes: { a: 1, b: 2 } });
    const again = await nodes.upsert(tenant, {
      type: ' Person',
      name: 'Trâm'.normalize('NFD'),
      attributes: { b: null, c: 3 },
    });
    assert.deepEqual([first.status, again.status], ['created', 'updated']);
    assert.equal(again.node.id, first.node.id);
    assert.deepEqual(again.node.attributes, { a: 1, c: 3 });
    assert.equal((await nodes.get(tenant, canonicalKey('Person:Trâm'.normalize('NFD')))).name, 'Trâm');
  });

  it('refuses what no node can be', async () => {
    fresh();
    const bad = [
      { type: '', name: 'x' },
      { type: 'a:b', name: 'x' },
      { type: 'A', name: ' ' },
      { type: 'A', name: 'x'.repeat(501) },
      { type: 'A', name: 'x\u0000' },
      { type: 'A', name: '\ud800' },
      { type: 'A', name: 'x', attributes: { big: 'x'.repeat(20_000) } },
    ];
    for (const input of bad) await assert.rejects(nodes.upsert(tenant, input), code('INVALID_REQUEST'));
  });

  it('stores the good items of a bulk, or none', async () => {
    fresh();
    const items = [
      { type: 'Person', name: 'Ada' },
      { type: 'Person', name: '' },
    ];
    await assert.rejects(nodes.upsertBulk(tenant, items, { atomic: true }), code('INVALID_REQUEST'));
    const outcomes = await nodes.upsertBulk(tenant, items, { atomic: false });
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['created', 'failed'],
    );
    const mixed = [
      { from: 'Person:Ada', to: 'Person:Nobody', relation: 'knows' },
      { from: 'Person:Ada', to: 'Person:Ada', relation: 'knows' },
      { from: 'Ada', to: 'Person:Ada', relation: 'knows' },
    ];
    await assert.rejects(edges.upsertBulk(tenant, mixed.slice(0, 2), { atomic: true }), code('NOT_FOUND'));
    const partly = await edges.upsertBulk(tenant, mixed, { atomic: false });
    assert.deepEqual(
      partly.map((outcome) => (outcome.status === 'failed' ? outcome.error.code : outcome.status)),
      ['NOT_FOUND', 'created', 'INVALID_REQUEST'],
    );
  });

  it('answers a repeated request as the first time, and refuses another one under its key', async () => {
    fresh();
    const edge = { from: 'Person:Ada', to: 'Person:Bob', relation: 'knows' };
    const idempotency = { key: 'k', fingerprint: 'f' };
    const first = await edges.upsert(tenant, edge, { createMissing: true, idempotency });
    const again = await edges.upsert(tenant, edge, { createMissing: true, idempotency });
    assert.equal(again.status, 'created');
    assert.equal(again.edge.id, first.edge.id);
    await assert.rejects(
      edges.upsert(tenant, edge, { createMissing: true, idempotency: { key: 'k', fingerprint: 'g' } }),
      code('CONFLICT'),
    );
  });

  it('shows a node with its edges and neighbours, and deletes both', async () => {
    fresh();
    const created = await edges.upsert(
      tenant,
      { from: 'Person:Ada', to: 'Place:Oslo', relation: 'lives_in' },
      { createMissing: true },
    );
    await edges.upsert(
      tenant,
      { from: 'Person:Bob', to: 'Place:Oslo', relation: 'lives_in' },
      { createMissing: true },
    );
    const ada = canonicalKey('Person:Ada');
    const alone = await nodes.getWithEdges(tenant, ada, 0);
    assert.deepEqual([alone.nodes.length, alone.edges.length], [1, 1]);
    const near = await nodes.getWithEdges(tenant, ada, 2);
    assert.deepEqual(near.nodes.map(({ name }) => name).sort(), ['Ada', 'Bob', 'Oslo']);
    assert.equal(near.edges.length, 2);
    const ways = await query.paths(
      tenant,
      { from: ada, to: canonicalKey('Person:Bob') },
      { maxDepth: 3, limit: 5 },
    );
    assert.deepEqual(
      ways.map((way) => way.nodes.map(({ name }) => name)),
      [['Ada', 'Oslo', 'Bob']],
    );
    await edges.get(tenant, created.edge.id);
    assert.deepEqual(await nodes.remove(tenant, canonicalKey('Place:Oslo')), { edgesDeleted: 2 });
    await assert.rejects(edges.get(tenant, created.edge.id), code('NOT_FOUND'));
    await assert.rejects(nodes.getWithEdges(tenant, canonicalKey('Place:Oslo'), 1), code('NOT_FOUND'));
    await assert.rejects(nodes.getWithEdges(tenant, ada, 4), code('INVALID_REQUEST'));
    await assert.rejects(
      edges.remove(tenant, parseEdgeId('00000000-0000-7000-8000-000000000000')),
      code('NOT_FOUND'),
    );
  });

  it('recognises names in a text: folded, the longest wins, in order', async () => {
    fresh();
    await nodes.upsertBulk(
      tenant,
      ['Trâm', 'Ada', 'Ada Lovelace', 'node.js', 'C++', 'Đà Nẵng'].map((name) => ({ type: 'Topic', name })),
      { atomic: true },
    );
    const found = await lookup.entitiesIn(
      tenant,
      "does ada  lovelace know tram's friend in DA NANG? Node.js, C++ (and Ada).",
    );
    assert.deepEqual(
      found.map(({ node }) => node.name),
      ['Ada Lovelace', 'Trâm', 'Đà Nẵng', 'node.js', 'C++', 'Ada'],
    );
    assert.deepEqual(await lookup.entitiesIn(tenant, '!?'), []);
  });

  it('queries by keyword, type and relation, within its limits', async () => {
    fresh();
    await edges.upsert(
      tenant,
      { from: 'Person:Ada', to: 'Place:Oslo', relation: 'lives_in' },
      { createMissing: true },
    );
    const byKeyword = await query.query(tenant, { keyword: 'ADA', offset: 0, limit: 10 });
    assert.deepEqual(
      byKeyword.nodes.map(({ key }) => key),
      ['Person:Ada'],
    );
    const related = await query.query(tenant, {
      relatedTo: canonicalKey('Person:Ada'),
      depth: 1,
      offset: 0,
      limit: 10,
    });
    assert.deepEqual(
      related.nodes.map(({ key }) => key),
      ['Place:Oslo'],
    );
    await assert.rejects(query.query(tenant, { depth: 2, offset: 0, limit: 10 }), code('INVALID_REQUEST'));
    await assert.rejects(query.query(tenant, { offset: 0, limit: 101 }), code('INVALID_REQUEST'));
  });

  it('holds a graph against a schema', async () => {
    fresh();
    await edges.upsert(
      tenant,
      { from: 'Person:Ada', to: 'Organization:Acme', relation: 'works_at' },
      { createMissing: true },
    );
    assert.equal((await schemas.validate(tenant)).problemCount, 0);
    await nodes.upsert(tenant, { type: 'Person', name: 'Bob', attributes: { birthday: 7 } });
    await nodes.upsert(tenant, { type: 'Ghost', name: 'Casper' });
    const wrongWay = await edges.upsert(tenant, {
      from: 'Organization:Acme',
      to: 'Person:Ada',
      relation: 'works_at',
    });
    const report = await schemas.validate(tenant, 'personal');
    assert.deepEqual(
      [...new Set(report.problems.map(({ id }) => id))].sort(),
      ['Ghost:Casper', 'Person:Bob', wrongWay.edge.id].sort(),
    );
  });

  it('writes a template once, and again only when told to', async () => {
    const folder = join(home, 'schemas');
    const file = await schemas.init('devops', folder);
    assert.equal((await schemas.load(file)).name, 'devops');
    writeFileSync(file, 'name: broken\n');
    await assert.rejects(schemas.init('devops', folder), code('CONFLICT'));
    assert.equal(readFileSync(file, 'utf8'), 'name: broken\n');
    assert.ok((await schemas.check(file)).problems.length > 0);
    await schemas.init('devops', folder, { force: true });
    assert.deepEqual((await schemas.check(file)).problems, []);
    await assert.rejects(schemas.init('nonsense', folder), code('INVALID_REQUEST'));
    await assert.rejects(schemas.load('/no/such.yaml'), code('INVALID_REQUEST'));
  });
});
