import { Stores } from '@engram/storage';
import type { CommandRun } from '../command-run';
import { withServices } from './services';

/** Ids of the tenants that hold something. */
export async function listTenants(run: CommandRun): Promise<readonly string[]> {
  let ids: readonly string[] = [];
  await withServices(run, async (services) => {
    ids = await services.get(Stores).list();
  });
  return ids;
}
