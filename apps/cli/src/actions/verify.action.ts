import type { TenantId } from '@engram/kernel';
import { NotFoundError } from '@engram/kernel';
import type { IntegrityReport } from '@engram/storage';
import { Stores } from '@engram/storage';
import type { CommandRun } from '../command-run';
import type { VerifyOptions } from '../options/operations.options';
import { EXIT } from '../exit-code';
import { failureOf } from '../failure';
import { withServices } from '../runtime/services';

interface Verdict extends Pick<IntegrityReport, 'healthy' | 'problems'> {
  tenant: TenantId;
  schemaVersion: number | null;
}

/** Reads every page of the tenants named; ends with 1 where one is damaged. */
export async function verify(run: CommandRun<VerifyOptions>): Promise<void> {
  await withServices(run, async (services) => {
    const stores = services.get(Stores);
    const known = await stores.list();
    if (run.options.all !== true && !known.includes(services.tenant)) {
      throw new NotFoundError(`there is no tenant ${services.tenant}; see \`engram tenants\``);
    }
    const verdicts: Verdict[] = [];
    for (const tenant of run.options.all === true ? known : [services.tenant]) {
      run.output.detail(`checking ${tenant}`);
      verdicts.push(await check(stores, tenant));
    }
    const healthy = verdicts.every((verdict) => verdict.healthy);
    const items = verdicts.map(({ tenant, healthy, problems, schemaVersion }) => ({
      tenant: tenant,
      healthy,
      problems,
      schema_version: schemaVersion,
    }));
    await run.output.answer({ healthy, items }, (page) => {
      for (const verdict of verdicts) {
        const mark = verdict.healthy ? page.paint.green('✔ healthy') : page.paint.red('✖ damaged');
        page.line(`${mark}  ${verdict.tenant}`);
        for (const problem of verdict.problems) page.text(problem, 4);
      }
      if (verdicts.length === 0) page.line('no tenant holds anything yet');
    });
    if (!healthy) process.exitCode = EXIT.failure;
  });
}

/** What cannot even be opened is a finding too. */
async function check(stores: Stores, tenant: TenantId): Promise<Verdict> {
  try {
    return { tenant, ...(await stores.of(tenant).verify()) };
  } catch (error) {
    const { code, message } = failureOf(error);
    if (code !== 'STORE_UNAVAILABLE') throw error;
    return { tenant, healthy: false, problems: [message], schemaVersion: null };
  }
}
