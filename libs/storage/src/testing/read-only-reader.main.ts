import { parseTenantId, SystemClock, SystemRandom } from '@engram/kernel';
import { SqliteStores } from '../adapters/sqlite/sqlite-stores';
import { aMemory, SPACE } from './memory-builder';

/** Prints how many memories the tenant holds, and what a write and a new tenant are answered. */
async function main(): Promise<void> {
  const [, , home = '', tenant = ''] = process.argv;
  const stores = new SqliteStores({ home, clock: new SystemClock(), random: new SystemRandom(), workers: 1 });
  const outcome = (write: Promise<unknown>) =>
    write.then(
      () => 'stored',
      (error: unknown) => (error as { code: string }).code,
    );
  const { memories: store } = stores.of(parseTenantId(tenant));
  const before = (await store.stats()).memories;
  const write = await outcome(store.remember([aMemory()], SPACE));
  const another = await outcome(stores.of(parseTenantId('another')).memories.remember([aMemory()], SPACE));
  const after = (await store.list({}, { limit: 100 })).items.length;
  process.stdout.write(JSON.stringify({ before, write, another, after }));
  await stores.close();
}

void main();
