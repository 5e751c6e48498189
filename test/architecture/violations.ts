import type { Architecture } from './architecture-table';
import { layerOf, libsIn } from './architecture-table';

/** One forbidden import, planted in one file. */
export interface Plant {
  rule: string;
  file: string;
  text: string;
}

const uses = (specifier: string): string =>
  `import * as planted from '${specifier}';\nexport default planted;\n`;

/** An entry for every lib and app, so that whatever is planted has something real to import. */
export function groundFor(table: Architecture): Record<string, string> {
  const files: Record<string, string> = {};
  for (const lib of libsIn(table)) {
    files[`libs/${lib}/src/index.ts`] = `export const name = '${lib}';\n`;
    files[`libs/${lib}/src/inner.ts`] = `export const inner = '${lib}';\n`;
    files[`libs/${lib}/src/http/index.ts`] = `export const http = '${lib}';\n`;
    files[`libs/${lib}/src/adapters/real/real.ts`] = `export const real = '${lib}';\n`;
    files[`libs/${lib}/src/hen.ts`] = `export * from './egg';\n`;
    files[`libs/${lib}/src/egg.ts`] = 'export const egg = 1;\n';
    files[`libs/${lib}/src/testing/builder.ts`] = `export const build = '${lib}';\n`;
  }
  for (const app of Object.keys(table.apps)) {
    files[`apps/${app}/src/index.ts`] = `export const app = '${app}';\n`;
    files[`apps/${app}/src/inner.ts`] = `export const inner = '${app}';\n`;
  }
  return files;
}

/** What every rule must let through. */
export function allowedImports(table: Architecture): Record<string, string> {
  const files: Record<string, string> = {
    'libs/storage/src/storage.module.ts': `${uses('./adapters/real/real')}${nest('StorageModule')}`,
    'libs/episodic/src/http/nodes.wire.ts': uses('@engram-http/graph'),
    'libs/storage/src/adapters/real/driver.ts': uses('better-sqlite3'),
    'libs/storage/src/adapters/real/owner.worker.ts': uses('./real'),
    'libs/storage/src/real.spec.ts': uses('./adapters/real/real'),
    'libs/storage/src/migrations/first.migration.ts': `import type { QueryRunner } from 'typeorm';\nexport type Runner = QueryRunner;\n`,
    'libs/kernel/src/random.ts': uses('node:crypto'),
    'apps/server/src/app.ts': uses('@engram-http/storage'),
    'apps/cli/src/serve.ts': uses('../../server/src'),
    'test/bench/inner/main.ts': uses('../../../libs/storage/src/inner'),
    'test/integration/real.ts': uses('../../libs/storage/src/adapters/real/real'),
  };
  for (const lib of libsIn(table)) {
    const { peers, lower } = layerOf(table, lib);
    const lines = [...peers, ...lower].map(
      (other, index) => `export * as a${index} from '@engram/${other}';`,
    );
    files[`libs/${lib}/src/neighbours.ts`] = `${lines.join('\n')}\nexport {};\n`;
  }
  return files;
}

function nest(name: string): string {
  return `import { Module } from '@nestjs/common';\n@Module({})\nexport class ${name} {}\n`;
}

/** For each lib, an import of the first lib that its line in the table does not allow. */
function plantsOfLayers(table: Architecture): Plant[] {
  return libsIn(table).flatMap((lib) => {
    const { peers, lower } = layerOf(table, lib);
    const refused = libsIn(table).find(
      (other) => other !== lib && !peers.includes(other) && !lower.includes(other),
    );
    if (!refused) return [];
    return [
      { rule: `layer-of-${lib}`, file: `libs/${lib}/src/reaches-up.ts`, text: uses(`@engram/${refused}`) },
    ];
  });
}

function plantsOfApps(table: Architecture): Plant[] {
  const apps = Object.keys(table.apps);
  return apps.map((app) => {
    const other = apps.find((name) => name !== app) ?? app;
    return {
      rule: `peers-of-app-${app}`,
      file: `apps/${app}/src/reaches-aside.ts`,
      text: uses(`../../${other}/src/inner`),
    };
  });
}

const PLANTS_OF_WALLS: Plant[] = [
  { rule: 'lib-in-table', file: 'libs/unheard-of/src/index.ts', text: uses('@engram/kernel') },
  { rule: 'no-import-of-apps', file: 'libs/health/src/asks-app.ts', text: uses('../../../apps/server/src') },
  {
    rule: 'lib-through-index',
    file: 'libs/episodic/src/reaches-in.ts',
    text: uses('../../storage/src/inner'),
  },
  {
    rule: 'app-through-index',
    file: 'apps/server/src/reaches-in.ts',
    text: uses('../../../libs/storage/src/inner'),
  },
  {
    rule: 'http-entry-of-server',
    file: 'libs/reasoning/src/asks-controllers.ts',
    text: uses('@engram-http/episodic'),
  },
  {
    rule: 'http-entry-of-server',
    file: 'apps/cli/src/asks-controllers.ts',
    text: uses('@engram-http/episodic'),
  },
  { rule: 'http-not-from-inside', file: 'libs/graph/src/knows-http.ts', text: uses('./http') },
  { rule: 'test-behind-walls', file: 'test/e2e/reaches-in.ts', text: uses('../../libs/storage/src/inner') },
  {
    rule: 'adapters-from-module',
    file: 'libs/storage/src/names-adapter.ts',
    text: uses('./adapters/real/real'),
  },
  {
    rule: 'adapters-from-module',
    file: 'libs/storage/src/index.ts',
    text: "export * from './adapters/real/real';\n",
  },
  { rule: 'vendors-in-adapters', file: 'libs/storage/src/opens-file.ts', text: uses('better-sqlite3') },
  { rule: 'vendors-in-adapters', file: 'libs/search/src/maps.ts', text: uses('typeorm') },
  { rule: 'domain-without-framework', file: 'libs/graph/src/model/node.ts', text: nest('NodeModule') },
  {
    rule: 'domain-without-framework',
    file: 'libs/graph/src/ports/graph.port.ts',
    text: "import type { DataSource } from 'typeorm';\nexport type Source = DataSource;\n",
  },
  { rule: 'pure-kernel-packages', file: 'libs/kernel/src/kernel.module.ts', text: nest('KernelModule') },
  { rule: 'pure-kernel-io', file: 'libs/kernel/src/reads-file.ts', text: uses('node:fs') },
  { rule: 'pure-kernel-io', file: 'libs/kernel/src/calls-out.ts', text: uses('http') },
  { rule: 'no-import-of-tests', file: 'libs/llm/src/asks-test.ts', text: uses('./testing/builder') },
  {
    rule: 'no-cycle',
    file: 'libs/search/src/egg.ts',
    text: "export * from './hen';\nexport const egg = 1;\n",
  },
  { rule: 'resolvable', file: 'libs/search/src/leads-nowhere.ts', text: uses('./nowhere') },
  { rule: 'declared-dependency', file: 'libs/search/src/undeclared.ts', text: uses('fast-check') },
];

/** At least one violation of every rule there is. */
export function plantsFor(table: Architecture): Plant[] {
  return [...plantsOfLayers(table), ...plantsOfApps(table), ...PLANTS_OF_WALLS];
}
