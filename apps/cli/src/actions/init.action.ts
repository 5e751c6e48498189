import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SECTIONS } from '@engram/config';
import { templateFile } from '@engram/graph';
import { ConflictError } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import type { InitOptions } from '../options/setup.options';
import { locate } from '../runtime/load-settings';
import { SCHEMA_FOLDER } from './schema.action';

/** Makes the data folder; what is there already is never touched. @throws ConflictError */
export async function init({ globals, options, output }: CommandRun<InitOptions>): Promise<void> {
  const { home, file } = locate(globals);
  const schema = join(home, SCHEMA_FOLDER, `${options.template}.yaml`);
  await mkdir(join(home, SCHEMA_FOLDER), { recursive: true, mode: 0o700 });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await create(file, commentedConfig(schema));
  // A schema that was changed by hand stays as it is.
  await create(schema, await readFile(templateFile(options.template), 'utf8')).catch((error: unknown) => {
    if (!(error instanceof ConflictError)) throw error;
    output.note(`kept the schema that is there: ${schema}`);
  });
  await output.answer({ home, config: file, schema }, (page) => {
    page.line(`${page.paint.green('✔')} ${page.paint.bold(home)} is ready`);
    page.fields({ '  configuration': file, '  graph schema': schema }).line();
    page.heading('next');
    page.line('  engram remember "Minh uses PostgreSQL"   put something into memory');
    page.line('  engram recall "which database?"          find it again');
    page.line('  engram serve                             the HTTP API, Swagger at /docs');
  });
}

async function create(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new ConflictError(
      `${file} exists already and is not overwritten; change it with \`engram config set\`, or choose another folder with --home`,
    );
  });
}

/**
 * The defaults as comments (`#port: 8765`), so that one that changes with a later version is not held fast here; only
 * the schema's path is set. Sections stay: to change a setting is to remove one `#`.
 */
export function commentedConfig(schema: string): string {
  const lines = [
    '# Engram: remove the # before a setting to change it, then check with `engram config validate`.',
    '# docs/configuration.md explains the layers and the names in the environment.',
  ];
  for (const { key, description, settings } of SECTIONS) {
    const available = settings.filter(({ planned }) => planned === undefined);
    if (available.length > 0) lines.push('', `# ${description}`, `${key}:`);
    for (const setting of available) {
      const name = setting.path.slice(1).join('.');
      lines.push(`  # ${setting.description} Allowed: ${setting.allowed}.`);
      if (setting.key === 'semantic.schema') lines.push(`  ${name}: ${JSON.stringify(schema)}`);
      else lines.push(`  #${name}: ${JSON.stringify(setting.default)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
