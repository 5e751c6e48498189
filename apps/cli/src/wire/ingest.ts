import type { IngestResult } from '@engram/reasoning';

/** A whole file in one answer: what `POST /ingest` answers for each part, put together. */
export function ingestDocument(results: readonly IngestResult[], dryRun: boolean) {
  const memories = results.flatMap((result) => result.memories);
  const extractions = results.map((result) => result.extraction);
  return {
    dry_run: dryRun,
    messages: memories.length,
    sessions: [...new Set(results.map(({ sessionId }) => sessionId))],
    memory_ids: memories.map(({ id }) => id).filter((id) => id !== null),
    extraction: {
      methods: [...new Set(extractions.map(({ method }) => method))].filter((method) => method !== null),
      nodes: unique(
        extractions.flatMap(({ nodes }) => nodes),
        ({ key }) => key,
      ).map(({ key, status }) => ({ key, status })),
      edges: unique(
        extractions.flatMap(({ edges }) => edges),
        ({ from, relation, to }) => JSON.stringify([from, relation, to]),
      ).map(({ id, from, relation, to, past, status }) => ({ id, from, relation, to, past, status })),
      failures: extractions.flatMap(({ status, error }) =>
        status === 'failed' && error !== undefined ? [{ error }] : [],
      ),
    },
  };
}

/** The first of each: a thing created by one part is only found again by the next. */
function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}
