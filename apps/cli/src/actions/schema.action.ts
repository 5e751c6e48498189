import { join } from 'node:path';
import { SchemaService } from '@engram/graph';
import { InvalidRequestError } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import type { SchemaInitOptions } from '../options/setup.options';
import type { Printer } from '../output/printer';
import { locate } from '../runtime/load-settings';
import { withServices } from '../runtime/services';

/** Folder of schemas of one's own, below the data folder. */
export const SCHEMA_FOLDER = 'schemas';

type GraphSchema = Awaited<ReturnType<SchemaService['load']>>;

export async function showSchema(run: CommandRun): Promise<void> {
  await withServices(run, async (services) => {
    const schema = await services.get(SchemaService).load();
    const source = services.settings.config.semantic.schema;
    await run.output.answer({ source, schema }, (page) => render(page, schema, source));
  });
}

export async function initSchema(run: CommandRun<SchemaInitOptions>): Promise<void> {
  const template = run.args[0] ?? '';
  const { home } = locate(run.globals);
  await withServices(run, async (services) => {
    const file = await services
      .get(SchemaService)
      .init(template, join(home, SCHEMA_FOLDER), { force: run.options.force ?? false });
    await run.output.answer({ template, file }, (page) => {
      page.line(`${page.paint.green('✔')} ${file}`);
      page.line(`  use it: engram config set semantic.schema ${file}`);
    });
  });
}

export async function validateSchema(run: CommandRun): Promise<void> {
  await withServices(run, async (services) => {
    const source = run.args[0] ?? services.settings.config.semantic.schema;
    const { schema, problems } = await services.get(SchemaService).check(source);
    if (!schema) {
      throw new InvalidRequestError(
        `the graph schema ${source} has ${problems.length} problem(s)`,
        problems.map(({ line, path, message }) => ({ path: `line ${line}${path && `, ${path}`}`, message })),
      );
    }
    const counts = {
      node_types: Object.keys(schema.node_types).length,
      relations: Object.keys(schema.relations).length,
    };
    await run.output.answer({ valid: true, source, name: schema.name, ...counts }, (page) =>
      page.line(
        `${page.paint.green('✔')} valid: ${schema.name}, ${counts.node_types} node types, ${counts.relations} relations`,
      ),
    );
  });
}

function render(page: Printer, schema: GraphSchema, source: string): void {
  page.heading(`${schema.name}  ${page.paint.dim(`version ${schema.version}, ${source}`)}`);
  if (schema.description) page.text(schema.description);
  page.line().table(
    [{ title: 'node type' }, { title: 'attributes' }, { title: 'what it is', grows: true }],
    Object.entries(schema.node_types).map(([name, { attributes, description }]) => [
      name,
      Object.keys(attributes).join(', '),
      description,
    ]),
  );
  page.line().table(
    [{ title: 'relation' }, { title: 'from' }, { title: 'to' }, { title: 'what it says', grows: true }],
    Object.entries(schema.relations).map(([name, { from, to, description }]) => [
      name,
      from.join(', '),
      to.join(', '),
      description,
    ]),
  );
}
