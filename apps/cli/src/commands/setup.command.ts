import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { wholeNumber } from '../option-values';
import type { InitOptions, SchemaInitOptions, ServeOptions } from '../options/setup.options';
import { SCHEMA_TEMPLATES } from '../options/setup.options';

export function declareInit(program: Command, context: RunContext): void {
  program
    .command('init')
    .summary('make the data folder with a commented configuration')
    .addOption(
      new Option('--template <name>', 'graph schema to begin with')
        .choices(SCHEMA_TEMPLATES)
        .default('personal'),
    )
    .action(lazily<InitOptions>(context, async () => (await import('../actions/init.action')).init));
}

export function declareServe(program: Command, context: RunContext): void {
  program
    .command('serve')
    .summary('serve the HTTP API (Swagger at /docs) until Ctrl-C')
    .option('--host <address>', 'address to listen on (setting serve.host)')
    .option('-p, --port <port>', 'port to listen on (setting serve.port)', wholeNumber(0, 65_535))
    .action(lazily<ServeOptions>(context, async () => (await import('../actions/serve.action')).serve));
}

export function declareConfig(program: Command, context: RunContext): void {
  const config = program.command('config').summary('show, change and check the configuration');
  config
    .command('show')
    .summary('the whole configuration in effect and where each value comes from, secrets hidden')
    .action(lazily(context, async () => (await import('../actions/config.action')).showConfig));
  config
    .command('get')
    .summary('one setting')
    .argument('<key>', 'for example serve.port')
    .action(lazily(context, async () => (await import('../actions/config.action')).getConfig));
  config
    .command('set')
    .summary('write one setting into the configuration file; its comments stay')
    .argument('<key>', 'for example serve.port')
    .argument('<value>', 'as in YAML')
    .action(lazily(context, async () => (await import('../actions/config.action')).setConfig));
  config
    .command('validate')
    .summary('all that is wrong with the configuration, at once')
    .action(lazily(context, async () => (await import('../actions/config.action')).validateConfig));
}

export function declareSchema(program: Command, context: RunContext): void {
  const schema = program.command('schema').summary('the graph schema: what entities and relations there are');
  schema
    .command('show')
    .summary('the schema in effect')
    .action(lazily(context, async () => (await import('../actions/schema.action')).showSchema));
  schema
    .command('init')
    .summary('write a schema from a template')
    .addArgument(new Argument('[template]', 'which template').choices(SCHEMA_TEMPLATES).default('personal'))
    .option('--force', 'replace the schema that is there')
    .action(
      lazily<SchemaInitOptions>(context, async () => (await import('../actions/schema.action')).initSchema),
    );
  schema
    .command('validate')
    .summary('all that is wrong with a schema, at once')
    .argument('[file]', 'the schema file (default: the one in effect)')
    .action(lazily(context, async () => (await import('../actions/schema.action')).validateSchema));
}
