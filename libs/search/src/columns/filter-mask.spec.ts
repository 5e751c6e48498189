import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IndexedRow, MemoryFilter } from '@engram/storage';
import fc from 'fast-check';
import { RowBuilder, START } from '../testing/row-builder';
import { DocumentColumns } from './document-columns';
import { MaskCache } from './mask-cache';

function put(columns: DocumentColumns, row: IndexedRow): void {
  columns.remove(row.rowId);
  columns.add(row, columns.allocate(row.passages.length));
}

/** What the filter means, said once more and plainly. */
function matches(row: IndexedRow, filter: MemoryFilter, now: number): boolean {
  const tags = filter.tags ?? [];
  const held = tags.filter((tag) => row.tags.includes(tag)).length;
  return (
    (row.expiresAt === null || row.expiresAt > now) &&
    (filter.memoryType === undefined || row.memoryType === filter.memoryType) &&
    (filter.namespace === undefined || row.namespace === filter.namespace) &&
    (filter.sessionId === undefined || row.sessionId === filter.sessionId) &&
    (filter.since === undefined || row.timestamp >= filter.since) &&
    (filter.until === undefined || row.timestamp < filter.until) &&
    (tags.length === 0 || (filter.tagMatch === 'all' ? held === new Set(tags).size : held > 0))
  );
}

const time = fc.integer({ min: START - 10, max: START + 1_010 });
const filters = fc.record(
  {
    memoryType: fc.constantFrom('fact', 'decision', 'todo', 'workflow'),
    tags: fc.array(fc.constantFrom('red', 'green', 'blue', 'rare', 'none'), { maxLength: 3 }),
    tagMatch: fc.constantFrom('any', 'all'),
    namespace: fc.constantFrom('default', 'other', 'unknown'),
    sessionId: fc.constantFrom('session-0', 'session-3', 'unknown'),
    since: time,
    until: time,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<MemoryFilter>;

describe('filter mask', () => {
  it('lets through exactly what the filter means, at any time, after any changes', () => {
    const steps = fc.array(fc.tuple(fc.nat(40), fc.boolean()), { minLength: 1, maxLength: 120 });
    const questions = fc.array(fc.tuple(filters, time), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(), steps, questions, (seed, given, asked) => {
        const builder = new RowBuilder(8, seed);
        const columns = new DocumentColumns();
        const masks = new MaskCache(columns);
        const rows = new Map<number, IndexedRow>();
        const check = () => {
          for (const [filter, now] of asked) {
            const { mask, count } = masks.maskOf(filter, now);
            let expected = 0;
            for (const row of rows.values()) {
              const kept = matches(row, filter, now);
              const documents = columns.documentsOf(columns.headOf(row.rowId) as number);
              assert.equal(documents.length, row.passages.length);
              for (const document of documents) assert.equal(mask ? mask[document] === 1 : true, kept);
              expected += kept ? documents.length : 0;
            }
            assert.equal(count, expected);
          }
        };
        given.forEach(([rowId, remove], index) => {
          if (remove) {
            assert.equal(columns.remove(rowId).length > 0, rows.delete(rowId));
          } else {
            const row = builder.row(rowId);
            put(columns, row);
            rows.set(rowId, row);
          }
          if (index % 40 === 0) check();
        });
        check();
      }),
      { numRuns: 60 },
    );
  });
});

describe('document columns', () => {
  it('know memories by row and by id, and the neighbours in a session', () => {
    const builder = new RowBuilder(8, 1);
    const columns = new DocumentColumns();
    const single = { passages: [{ passageId: 1, start: 0, end: 1, vector: null }], sessionId: 's' };
    const rows = [4, 1, 3].map((order) => builder.row(order, { ...single, sessionOrder: order }));
    const [fourth, first, third] = rows as [IndexedRow, IndexedRow, IndexedRow];
    const enter = (row: IndexedRow) => columns.add(row, columns.allocate(1));
    const head = (row: IndexedRow) => columns.headOf(row.rowId) as number;

    assert.deepEqual(enter(fourth), {});
    assert.deepEqual(enter(first), { next: head(fourth) });
    assert.deepEqual(enter(third), { previous: head(first), next: head(fourth) });
    columns.remove(first.rowId);
    assert.deepEqual(enter(builder.row(2, { ...single, sessionOrder: 2 })), { next: head(third) });

    assert.deepEqual(columns.headsOf([third.id, first.id]), new Map([[third.id, head(third)]]));
    assert.equal(columns.idOf(head(fourth)), fourth.id);
  });

  it('come back from their bytes as they were', () => {
    const builder = new RowBuilder(8, 5);
    const columns = new DocumentColumns();
    for (let rowId = 1; rowId <= 300; rowId++) put(columns, builder.row(rowId));
    for (let rowId = 1; rowId <= 300; rowId += 7) columns.remove(rowId);
    const parts = columns.parts().map((part) => part.slice());
    const state = structuredClone(columns.state());
    const restored = DocumentColumns.restore(state, (target) => target.set(parts.shift() as Uint8Array));
    for (let rowId = 250; rowId < 400; rowId++) {
      const row = builder.row(rowId);
      put(columns, row);
      put(restored, row);
    }
    assert.equal(restored.memories, columns.memories);
    const filter: MemoryFilter = { tags: ['red'], sessionId: 'session-2' };
    const ids = [columns, restored].map((held) => {
      const { mask } = new MaskCache(held).maskOf(filter, START + 500);
      return [...(mask ?? [])].flatMap((byte, document) => (byte === 1 ? held.idOf(document) : [])).sort();
    });
    assert.ok((ids[0] ?? []).length > 0);
    assert.deepEqual(ids[1], ids[0]);
  });
});
