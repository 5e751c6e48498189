import { fold } from '@engram/kernel';
import type { GraphSchema } from '@engram/graph';
import { LANGUAGES, detectLanguage, sentencesOf } from '@engram/llm';
import type {
  ExtractedEdge,
  ExtractedNode,
  Extraction,
  ExtractionMessage,
  KnownNode,
} from './extraction.model';
import { lexiconOf } from './lexicon';
import type { KnownNames } from './mentions';
import { findMentions } from './mentions';
import { nounTriples } from './noun-rules';
import type { TokenizedSentence } from './proper-names';
import { NameEvidence } from './proper-names';
import type { RuleBook } from './rule-book';
import { compileRules } from './rule-book';
import type { Triple } from './sentence-context';
import { asks } from './sentence-context';
import { tokenize, withoutCode } from './tokens';
import { verbTriples } from './verb-rules';

/** A nickname is at least this long, or it could stand for anybody. */
const NICKNAME_CHARS = 3;

/**
 * Finds things and facts in messages by the phrases of a graph schema, without a model. What a rule cannot tell for
 * sure is left out: a question, a denial, a wish, words that it does not know between subject and verb.
 */
export class RuleExtractor {
  private readonly book: RuleBook;

  constructor(private readonly schema: GraphSchema) {
    this.book = compileRules(schema, LANGUAGES.map(lexiconOf));
  }

  /** @param known Nodes that the messages name and the graph has already. */
  extract(messages: readonly ExtractionMessage[], known: readonly KnownNode[] = []): Extraction {
    const sentences = messages.map(({ content }) =>
      sentencesOf(withoutCode(content)).map(({ text }): TokenizedSentence => ({
        tokens: tokenize(text),
        lexicon: lexiconOf(detectLanguage(text)),
      })),
    );
    const evidence = new NameEvidence();
    sentences.flat().forEach((sentence) => evidence.add(sentence));
    const names = { evidence, known: this.knownNames(messages, known, evidence) };
    const collector = new Collector(this.schema, known);
    messages.forEach(({ speaker }, index) => {
      const self = speaker === null ? null : { type: this.schema.speaker_type, name: speaker };
      if (self) collector.node(self, index);
      for (const sentence of sentences[index] ?? []) {
        for (const triple of this.triplesOf(sentence, self, names)) collector.triple(triple, index);
      }
    });
    return collector.extraction();
  }

  private triplesOf(
    sentence: TokenizedSentence,
    speaker: KnownNode | null,
    names: { known: KnownNames; evidence: NameEvidence },
  ): Triple[] {
    const mentions = findMentions(sentence, this.book, names);
    const { tokens } = sentence;
    return this.book.languages.flatMap((rules) => {
      if (asks(tokens, rules.lexicon)) return [];
      const context = { tokens, mentions, schema: this.schema, rules, speaker };
      return [...verbTriples(context), ...nounTriples(context)];
    });
  }

  /** Nodes of the graph and speakers, by every name they go by. */
  private knownNames(
    messages: readonly ExtractionMessage[],
    known: readonly KnownNode[],
    evidence: NameEvidence,
  ): KnownNames {
    const map = new Map<string, KnownNode[]>();
    const add = (name: string, node: KnownNode) => {
      const there = map.get(fold(name)) ?? [];
      if (!there.some(({ type, name: same }) => type === node.type && same === node.name)) there.push(node);
      map.set(fold(name), there);
    };
    for (const node of known) add(node.name, node);
    const speakers = [...new Set(messages.flatMap(({ speaker }) => speaker ?? []))];
    for (const speaker of speakers) {
      const node = { type: this.schema.speaker_type, name: speaker };
      add(speaker, node);
      for (const name of shortNames(speaker, speakers, evidence)) add(name, node);
    }
    return map;
  }
}

/** First name and nicknames ("Mel" for Melanie) that can mean no other speaker. */
function shortNames(speaker: string, speakers: readonly string[], evidence: NameEvidence): string[] {
  const first = speaker.split(/\s+/)[0] ?? speaker;
  const candidates = [first];
  for (let length = NICKNAME_CHARS; length < first.length; length += 1) {
    const nickname = first.slice(0, length);
    if (evidence.confirmed(nickname.toLowerCase())) candidates.push(nickname);
  }
  return candidates.filter(
    (name) => speakers.filter((other) => fold(other).startsWith(fold(name))).length === 1 && name !== speaker,
  );
}

/** Brings together what several messages say, under one spelling of each name. */
class Collector {
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
