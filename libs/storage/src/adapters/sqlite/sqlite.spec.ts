import { after } from 'node:test';
import { changeFeedContract } from '../../ports/change-feed.contract';
import { graphStoreContract } from '../../ports/graph-store.contract';
import { memoryStoreContract } from '../../ports/memory-store.contract';
import { freshTenant, StoreFixture } from '../../testing/store-fixture';

const fixture = new StoreFixture();
const stores = fixture.open({ workers: 2 });
const elsewhere = fixture.open();
after(() => fixture.close());

memoryStoreContract('SQLite', async () => {
  const tenant = freshTenant();
  return {
    stores: stores.of(tenant),
    elsewhere: elsewhere.of(tenant),
    stranger: stores.of(freshTenant()),
    clock: fixture.clock,
  };
});

graphStoreContract('SQLite', async () => ({
  stores: stores.of(freshTenant()),
  stranger: stores.of(freshTenant()),
  clock: fixture.clock,
}));

changeFeedContract('SQLite', async () => stores.of(freshTenant()));
