import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { MemoryId, TenantId } from '@engram/kernel';
import { parseTenantId } from '@engram/kernel';
import { EngineFixture } from '@engram-test/engine-fixture';

const WORDS = ['harbour', 'lighthouse', 'Trâm', 'đường', 'keel', 'Hương', 'anchor', '🚢', 'mưa', 'storm'];
const SESSIONS = ['s1', 's2', undefined];
const HOUR_MS = 3_600_000;
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 300 })
  .filter((value) => value.isWellFormed());

type Step =
  | { kind: 'remember'; words: number[]; session: number; expires: boolean }
  | { kind: 'update' | 'remove'; which: number; words: number[] }
  | { kind: 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: remembering() },
  { weight: 2, arbitrary: changing('update') },
  { weight: 2, arbitrary: changing('remove') },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'wait' }) },
);

function words(): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(WORDS.length - 1), { minLength: 1, maxLength: 8 });
}
function remembering(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constant('remember' as const),
    words: words(),
    session: fc.nat(SESSIONS.length - 1),
    expires: fc.boolean(),
  });
}
function changing(kind: 'update' | 'remove'): fc.Arbitrary<Step> {
  return fc.record({ kind: fc.constant(kind), which: fc.nat(), words: words() });
}
const contentOf = (indexes: readonly number[]) => indexes.map((index) => WORDS[index]).join(' ');

describe('whatever happens', () => {
  const fixture = new EngineFixture();
  before(() => fixture.open());
  after(() => fixture.close());
  let tenants = 0;

  it('text comes out as it went in', async () => {
    const tenant = parseTenantId('unicode');
    await fc.assert(
      fc.asyncProperty(text, fc.dictionary(text, text, { maxKeys: 4 }), async (content, metadata) => {
        const { remember, memories } = fixture.engine;
        delete metadata['__proto__'];
        const given = { content, metadata, tags: [content], sessionId: content.slice(0, 50) };
        const { memory } = await remember.remember(tenant, given);
        const held = await memories.get(tenant, memory.id);
        assert.deepEqual(Buffer.from(held.content), Buffer.from(content));
        assert.deepEqual({ ...held.metadata }, { ...metadata });
        assert.deepEqual(held.tags, [content]);
      }),
      { numRuns: 150 },
    );
  });

  /** What every one-word query finds, with its scores: all that the index is good for. */
  async function answers(tenant: TenantId): Promise<string[]> {
    const lines: string[] = [];
    for (const query of [...WORDS, 'tram duong', 'harbour storm']) {
      const { results } = await fixture.engine.recall.recall(tenant, { query, limit: 100 });
      lines.push(...results.map(({ memory, score }) => `${query} ${memory.id} ${score.toFixed(6)}`).sort());
    }
    return lines;
  }

  async function play(tenant: TenantId, steps: readonly Step[]): Promise<Map<MemoryId, number | undefined>> {
    const { remember, memories } = fixture.engine;
    const alive = new Map<MemoryId, number | undefined>();
    const pick = (which: number) => [...alive.keys()][which % alive.size];
    for (const taken of steps) {
      if (taken.kind === 'remember') {
        const expiresAt = taken.expires ? fixture.clock.now() + HOUR_MS : undefined;
        const sessionId = SESSIONS[taken.session];
        const content = contentOf(taken.words);
        const { memory } = await remember.remember(tenant, { content, sessionId, expiresAt });
        alive.set(memory.id, expiresAt);
      } else if (taken.kind === 'wait') {
        fixture.clock.advance(HOUR_MS / 2);
        for (const [id, expiresAt] of alive) {
          if (expiresAt !== undefined && expiresAt <= fixture.clock.now()) alive.delete(id);
        }
      } else {
        const id = pick(taken.which);
        if (id === undefined) continue;
        if (taken.kind === 'update') await memories.update(tenant, id, { content: contentOf(taken.words) });
        else {
          await memories.remove(tenant, id);
          alive.delete(id);
        }
      }
    }
    return alive;
  }

  it('recall finds what is there and nothing that is not; an index built anew answers the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const tenant = parseTenantId(`play-${tenants++}`);
        const alive = await play(tenant, steps);
        const found = new Set<string>();
        for (const query of WORDS) {
          const { results } = await fixture.engine.recall.recall(tenant, { query, limit: 100 });
          for (const { memory } of results) found.add(memory.id);
        }
        assert.deepEqual([...found].sort(), [...alive.keys()].sort());

        const grown = await answers(tenant);
        await fixture.reopen();
        assert.deepEqual(await answers(tenant), grown, 'after a restart');
        await fixture.engine.close();
        forgetIndexes(fixture.home);
        await fixture.open();
        assert.deepEqual(await answers(tenant), grown, 'built anew from rows');
      }),
      { numRuns: 15 },
    );
  });
});

/** Whatever lies beside the rows is derived and may be lost. */
function forgetIndexes(home: string): void {
  const tenants = join(home, 'tenants');
  for (const tenant of readdirSync(tenants)) {
    for (const file of readdirSync(join(tenants, tenant))) {
      if (!file.startsWith('memory.db')) rmSync(join(tenants, tenant, file));
    }
  }
}
