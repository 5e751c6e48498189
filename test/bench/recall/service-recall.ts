import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '@engram/engine';
import { DEFAULT_TENANT, LIMITS } from '@engram/kernel';
import type { Conversation } from './locomo';
import type { TakenIn } from './recall-system';

/** The whole service on a folder of its own, as it is configured by default. */
export async function serviceRecall({ turns }: Conversation): Promise<TakenIn> {
  const home = mkdtempSync(join(tmpdir(), 'engram-recall-'));
  const engine = await openEngine({ home, overrides: { 'logging.level': 'warn' } });
  const turnOf = new Map<string, string>();
  for (let from = 0; from < turns.length; from += LIMITS.bulkItems) {
    const batch = turns.slice(from, from + LIMITS.bulkItems);
    const inputs = batch.map(({ content, sessionId, timestamp }) => ({ content, sessionId, timestamp }));
    const outcomes = await engine.remember.rememberBulk(DEFAULT_TENANT, inputs, { atomic: true });
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status !== 'failed') turnOf.set(outcome.id, batch[index]?.id ?? '');
    }
  }
  return {
    recall: async (query, limit) => {
      const { results } = await engine.recall.recall(DEFAULT_TENANT, { query, limit, includeGraph: true });
      return results.map(({ memory }) => turnOf.get(memory.id) ?? '');
    },
    close: async () => {
      await engine.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
