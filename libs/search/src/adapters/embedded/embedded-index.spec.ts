import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, SeededRandom } from '@engram/kernel';
import { SqliteStores, SqliteTenantExtensions } from '@engram/storage';
import { textIndexContract } from '../../ports/text-index.contract';
import { vectorIndexContract } from '../../ports/vector-index.contract';
import type { IndexFixture } from '../../testing/index-fixture';
import {
  EmbeddedIndexClient,
  EmbeddedTextIndex,
  EmbeddedVectorIndex,
  searchExtension,
} from './embedded-index';

/** The real thing: SQLite files, worker threads, the index beside them. */
async function embedded<Index>(wrap: (client: EmbeddedIndexClient) => Index): Promise<IndexFixture<Index>> {
  const home = mkdtempSync(join(tmpdir(), 'engram-search-'));
  const clock = new ManualClock();
  const stores = new SqliteStores({
    home,
    clock,
    random: new SeededRandom(5),
    workers: 1,
    extensions: [searchExtension()],
  });
  const client = new EmbeddedIndexClient(new SqliteTenantExtensions(stores), clock);
  return {
    index: wrap(client),
    stores,
    clock,
    close: async () => {
      await stores.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

textIndexContract('embedded', () => embedded((client) => new EmbeddedTextIndex(client)));
vectorIndexContract('embedded', () => embedded((client) => new EmbeddedVectorIndex(client)));
