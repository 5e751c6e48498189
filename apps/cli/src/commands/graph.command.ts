import type { Command } from 'commander';
import type { RunContext } from '../command-run';
import { lazily } from '../command-run';
import { attributePair, commaList, jsonObject, numberWithin, wholeNumber } from '../option-values';
import type { AddEdgeOptions, AddNodeOptions, QueryOptions } from '../options/graph.options';

export function declareAdd(program: Command, context: RunContext): void {
  const add = program.command('add').summary('add to the graph');
  withAttributes(
    add
      .command('node')
      .summary('add or update a node')
      .argument('<type>', 'its type, for example Person')
      .argument('<name>', 'its name; with the type it makes the key Type:Name'),
  )
    .option('--labels <a,b>', 'labels beside the type', commaList)
    .action(
      lazily<AddNodeOptions>(context, async () => (await import('../actions/graph-write.action')).addNode),
    );

  withAttributes(
    add
      .command('edge')
      .summary('add or update an edge')
      .argument('<from>', 'key of its start, for example Person:Minh')
      .argument('<relation>', 'for example USES')
      .argument('<to>', 'key of its end, for example Tool:PostgreSQL'),
  )
    .option('-w, --weight <number>', 'its weight (default: 1)', numberWithin(-1e308, 1e308))
    .option('--valid-from <time>', 'since when it holds')
    .option('--valid-to <time>', 'until when it holds')
    .option('--create-missing', 'make the ends that do not exist')
    .action(
      lazily<AddEdgeOptions>(context, async () => (await import('../actions/graph-write.action')).addEdge),
    );
}

function withAttributes(command: Command): Command {
  return command
    .option('--attributes <json>', 'attributes as a JSON object; null removes one', jsonObject)
    .option('-a, --attribute <key=value>', 'one attribute of text (repeatable)', attributePair);
}

export function declareQuery(program: Command, context: RunContext): void {
  program
    .command('query')
    .summary('look into the graph')
    .argument('[keyword]', 'words that the name, type or an attribute holds')
    .option('-t, --type <type>', 'only nodes of this type')
    .option('--related-to <key>', 'only nodes near this one, for example Person:Minh')
    .option('-d, --depth <1-3>', 'how near: steps (default: 1)', wholeNumber(1, 3))
    .option('-l, --limit <count>', 'how many nodes', wholeNumber(1, 100), 20)
    .option('--offset <count>', 'how many to skip', wholeNumber(0, 10_000), 0)
    .action(lazily<QueryOptions>(context, async () => (await import('../actions/graph-query.action')).query));
}
