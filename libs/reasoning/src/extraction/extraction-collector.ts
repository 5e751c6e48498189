import { fold } from '@engram/kernel';
import type { GraphSchema } from '@engram/graph';
import type { ExtractedEdge, ExtractedNode, Extraction, KnownNode } from './extraction.model';
import type { Triple } from './sentence-context';

/** Brings together what several messages say, under one spelling of each name. */
export class ExtractionCollector {
  private readonly nodes = new Map<string, ExtractedNode>();
  private readonly edges = new Map<string, ExtractedEdge>();
  private readonly spelling = new Map<string, string>();

  constructor(
    private readonly schema: GraphSchema,
    known: readonly KnownNode[],
  ) {
    for (const { type, name } of known) this.spelling.set(`${type}:${fold(name)}`, name);
  }

  node(node: KnownNode, message: number): KnownNode {
    const id = `${node.type}:${fold(node.name)}`;
    const name = this.spelling.get(id) ?? node.name;
    this.spelling.set(id, name);
    const there = this.nodes.get(id);
    if (!there) this.nodes.set(id, { type: node.type, name, messages: [message] });
    else if (there.messages.at(-1) !== message) there.messages.push(message);
    return { type: node.type, name };
  }

  /** A fact is of the past where nobody says that it is so now: "I loved the class" ends no love. */
  triple(triple: Triple, message: number): void {
    let from = this.node(triple.from, message);
    let to = this.node(triple.to, message);
    const key = (node: KnownNode) => `${node.type}:${node.name}`;
    if (this.schema.relations[triple.relation]?.symmetric && key(from) > key(to)) [from, to] = [to, from];
    const id = JSON.stringify([key(from), triple.relation, key(to)]);
    const there = this.edges.get(id);
    const messages = there ? [...new Set([...there.messages, message])] : [message];
    const past = there && triple.past !== null ? there.past && triple.past : triple.past;
    this.edges.set(id, { from, relation: triple.relation, to, past, messages });
  }

  extraction(): Extraction {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }
}
