import type {
  EntityLookupService,
  GraphQueryService,
  GraphSchema,
  NamedEntity,
  SchemaService,
} from '@engram/graph';
import type { NodeKey, TenantId } from '@engram/kernel';
import { EngramError } from '@engram/kernel';
import type { Fact, LanguageCode } from '@engram/llm';
import type { GraphEdge, GraphNode, GraphPath } from '@engram/storage';
import type { ThinkCitation } from '../model/think';

/** Things named in a question whose facts are looked at. */
const NAMED_MAX = 5;
const PATH_STEPS = 3;
const PATHS = 3;
/** Nodes around each thing. */
const NEIGHBOURS = 50;
/** Facts that are handed to the provider. */
const FACTS_MAX = 100;
const ATTRIBUTES_MAX = 20;
/** An attribute longer than this is a document, not a fact. */
const ATTRIBUTE_CHARS = 300;

/** A fact, and where it is kept. */
export interface QuestionFact extends Fact {
  source: { kind: 'edge'; id: GraphEdge['id'] } | { kind: 'node'; key: NodeKey };
}

/** What the graph knows of the things that a question names: how they are connected, their edges, their attributes. */
export class QuestionFacts {
  constructor(
    private readonly lookup: EntityLookupService,
    private readonly graph: GraphQueryService,
    private readonly schemas: SchemaService,
  ) {}

  /** @param language Relations that the schema knows are told in it. */
  async find(tenant: TenantId, question: string, language: LanguageCode): Promise<QuestionFact[]> {
    const named = (await this.lookup.entitiesIn(tenant, question)).slice(0, NAMED_MAX);
    const [paths, around] = await Promise.all([
      this.between(tenant, named),
      Promise.all(named.map(({ node }) => this.around(tenant, node))),
    ]);
    if (named.length === 0) return [];
    const { relations } = await this.schemas.load();
    const nodes = new Map<NodeKey, GraphNode>();
    const edges = new Map<string, GraphEdge>();
    for (const part of [...paths, ...around]) {
      for (const node of part.nodes) nodes.set(node.key, node);
      for (const edge of part.edges) edges.set(edge.id, edge);
    }
    return [
      ...[...edges.values()].map((edge) => ({
        ...edgeFact(edge, nodes),
        ...wording(edge.relation, relations, language),
      })),
      ...named.flatMap(({ node }) => attributeFacts(node)),
    ].slice(0, FACTS_MAX);
  }

  /** Of each pair of things, the shortest ways. */
  private async between(tenant: TenantId, named: readonly NamedEntity[]): Promise<GraphPath[]> {
    const pairs = named.flatMap((from, index) =>
      named.slice(index + 1).map((to) => [from.node, to.node] as const),
    );
    const found = await Promise.all(
      pairs.map(([from, to]) =>
        unlessGone(
          this.graph.paths(tenant, { from: from.key, to: to.key }, { maxDepth: PATH_STEPS, limit: PATHS }),
          [],
        ),
      ),
    );
    return found.flat();
  }

  private around(tenant: TenantId, node: GraphNode): Promise<Pick<GraphPath, 'nodes' | 'edges'>> {
    return unlessGone<Pick<GraphPath, 'nodes' | 'edges'>>(this.graph.around(tenant, node.key, NEIGHBOURS), {
      nodes: [node],
      edges: [],
    });
  }
}

/** A node may be deleted between the look-up and now. */
async function unlessGone<Value>(asked: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof EngramError && error.code === 'NOT_FOUND') return otherwise;
    throw error;
  }
}

/** How the relation is said. English goes by its name, which is written as one says it: `works_at`. */
function wording(
  relation: string,
  relations: GraphSchema['relations'],
  language: LanguageCode,
): Pick<Fact, 'relation' | 'synonyms'> {
  const phrases = Object.hasOwn(relations, relation) ? (relations[relation]?.phrases ?? {}) : {};
  const spoken = language === 'en' ? undefined : phrases[language]?.verbs[0];
  return {
    relation: spoken ?? relation.replaceAll('_', ' '),
    synonyms: [
      relation.replaceAll('_', ' '),
      ...Object.values(phrases).flatMap(({ verbs, nouns, inverse_nouns }) => [
        ...verbs,
        ...nouns,
        ...inverse_nouns,
      ]),
    ],
  };
}

function edgeFact(
  edge: GraphEdge,
  nodes: ReadonlyMap<NodeKey, GraphNode>,
): Omit<QuestionFact, 'relation' | 'synonyms'> {
  const name = (key: NodeKey) => nodes.get(key)?.name ?? key.slice(key.indexOf(':') + 1);
  return {
    from: name(edge.from),
    to: name(edge.to),
    validFrom: edge.validFrom,
    validTo: edge.validTo,
    source: { kind: 'edge', id: edge.id },
  };
}

function attributeFacts(node: GraphNode): QuestionFact[] {
  const simple = Object.entries(node.attributes).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ name: name.replaceAll('_', ' '), text: String(value) }]
      : [],
  );
  return simple
    .filter(({ text }) => text.length <= ATTRIBUTE_CHARS)
    .slice(0, ATTRIBUTES_MAX)
    .map(({ name, text }) => ({
      from: node.name,
      relation: `${name}:`,
      to: text,
      synonyms: [name],
      validFrom: null,
      validTo: null,
      source: { kind: 'node', key: node.key },
    }));
}

export function factCitation({ source }: QuestionFact, text: string): ThinkCitation {
  return source.kind === 'edge'
    ? { kind: 'edge', id: source.id, text }
    : { kind: 'node', key: source.key, text };
}
