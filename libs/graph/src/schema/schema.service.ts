import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TenantId } from '@engram/kernel';
import { ConflictError, InvalidRequestError } from '@engram/kernel';
import type { GraphEdge, GraphNode, GraphStore, Stores } from '@engram/storage';
import type { GraphSchema } from './graph-schema';
import type { ConformanceProblem } from './schema-conformance';
import { edgeProblems, nodeProblems } from './schema-conformance';
import type { ParsedSchema } from './schema-file.parser';
import { parseSchemaFile } from './schema-file.parser';
import { TEMPLATES, isTemplate, templateFile } from './template';

/** A walk over the whole graph takes this many at a time. */
const PAGE = 1_000;
/** Problems listed in a report; beyond them they are only counted. */
const LISTED = 1_000;

export interface ConformanceReport {
  schema: string;
  nodes: number;
  edges: number;
  /** All of them, also those that are not listed. */
  problemCount: number;
  problems: ConformanceProblem[];
}

/**
 * The schemas of graphs. A schema is not enforced on writes: it tells what extraction looks for, and a graph can be
 * held against it at any time.
 */
export class SchemaService {
  private readonly loaded = new Map<string, Promise<GraphSchema>>();

  /** @param configured `semantic.schema`: the template or file used where a caller names none. */
  constructor(
    private readonly stores: Stores,
    private readonly configured: string,
  ) {}

  /**
   * @param source A template's name or a file's path.
   * @throws InvalidRequestError there is no such file, or it is faulty (each problem with its line).
   */
  load(source: string = this.configured): Promise<GraphSchema> {
    const known = this.loaded.get(source);
    if (known) return known;
    const loading = this.read(source);
    this.loaded.set(source, loading);
    // A file that was faulty may be mended: only what is good stays.
    loading.catch(() => this.loaded.delete(source));
    return loading;
  }

  /** Every problem of a schema file. @throws InvalidRequestError there is no such file. */
  async check(source: string): Promise<ParsedSchema> {
    return parseSchemaFile(await this.text(source));
  }

  /** The YAML as it stands in the file, comments included. @throws InvalidRequestError */
  async text(source: string = this.configured): Promise<string> {
    const file = isTemplate(source) ? templateFile(source) : resolve(source);
    try {
      return await readFile(file, 'utf8');
    } catch {
      throw new InvalidRequestError(
        `no graph schema "${source}": name a template (${TEMPLATES.join(', ')}) or the path of a readable YAML file`,
      );
    }
  }

  /** Holds the tenant's graph against a schema. */
  async validate(tenant: TenantId, source?: string): Promise<ConformanceReport> {
    const schema = await this.load(source);
    const graph = this.stores.of(tenant).graph;
    const report: ConformanceReport = {
      schema: schema.name,
      nodes: 0,
      edges: 0,
      problemCount: 0,
      problems: [],
    };
    const add = (found: ConformanceProblem[]) => {
      report.problemCount += found.length;
      report.problems.push(...found.slice(0, LISTED - report.problems.length));
    };
    for await (const node of allNodes(graph)) {
      report.nodes += 1;
      add(nodeProblems(node, schema));
    }
    for await (const edge of allEdges(graph)) {
      report.edges += 1;
      add(edgeProblems(edge, schema));
    }
    return report;
  }

  /**
   * Writes a template into a folder, to be changed there.
   * @returns The file's path.
   * @throws InvalidRequestError unknown template. @throws ConflictError the file is there and `force` is not set.
   */
  async init(template: string, folder: string, options: { force?: boolean } = {}): Promise<string> {
    if (!isTemplate(template)) {
      throw new InvalidRequestError(`no template "${template}": choose one of ${TEMPLATES.join(', ')}`);
    }
    const file = join(resolve(folder), `${template}.yaml`);
    const there = await stat(file).then(
      () => true,
      () => false,
    );
    if (there && !options.force) {
      throw new ConflictError(`${file} is there already; use force to overwrite it`);
    }
    await mkdir(resolve(folder), { recursive: true });
    await writeFile(file, await this.text(template));
    return file;
  }

  private async read(source: string): Promise<GraphSchema> {
    const { schema, problems } = await this.check(source);
    if (schema) return schema;
    const listed = problems.map(
      ({ line, path, message }) => `line ${line}: ${path && `${path}: `}${message}`,
    );
    throw new InvalidRequestError(
      `the graph schema "${source}" is faulty: ${listed.join('; ')}`,
      problems.map(({ line, path, message }) => ({ path, message: `line ${line}: ${message}` })),
    );
  }
}

async function* allNodes(graph: GraphStore): AsyncGenerator<GraphNode> {
  let page = await graph.listNodes({ limit: PAGE });
  while (page.length > 0) {
    yield* page;
    const last = page[page.length - 1] as GraphNode;
    page = await graph.listNodes({ after: last.key, limit: PAGE });
  }
}

async function* allEdges(graph: GraphStore): AsyncGenerator<GraphEdge> {
  let page = await graph.listEdges({ limit: PAGE });
  while (page.length > 0) {
    yield* page;
    const last = page[page.length - 1] as GraphEdge;
    page = await graph.listEdges({ after: last.id, limit: PAGE });
  }
}
