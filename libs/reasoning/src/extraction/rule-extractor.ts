import { fold } from '@engram/kernel';
import type { GraphSchema } from '@engram/graph';
import { LANGUAGES, detectLanguage, sentencesOf } from '@engram/llm';
import { ExtractionCollector } from './extraction-collector';
import type { Extraction, ExtractionMessage, KnownNode } from './extraction.model';
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
import { shortNames } from './short-names';
import { tokenize, withoutCode } from './tokens';
import { verbTriples } from './verb-rules';

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
    const steps = this.steps(messages, known);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** The same in small steps, some per message, so that the caller can let others work between them. */
  *steps(
    messages: readonly ExtractionMessage[],
    known: readonly KnownNode[] = [],
  ): Generator<void, Extraction> {
    const evidence = new NameEvidence();
    const sentences: TokenizedSentence[][] = [];
    for (const { content } of messages) {
      const own = sentencesOf(withoutCode(content)).map(({ text }): TokenizedSentence => ({
        tokens: tokenize(text),
        lexicon: lexiconOf(detectLanguage(text)),
      }));
      own.forEach((sentence) => evidence.add(sentence));
      sentences.push(own);
      yield;
    }
    const names = { evidence, known: this.knownNames(messages, known, evidence) };
    const collector = new ExtractionCollector(this.schema, known);
    for (const [index, { speaker }] of messages.entries()) {
      const self = speaker === null ? null : { type: this.schema.speaker_type, name: speaker };
      if (self) collector.node(self, index);
      for (const sentence of sentences[index] ?? []) {
        for (const triple of this.triplesOf(sentence, self, names)) collector.triple(triple, index);
      }
      yield;
    }
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
    const map = new Map<string, { words: string[]; node: KnownNode }[]>();
    const add = (name: string, node: KnownNode) => {
      const words = tokenize(name).map(({ lower }) => fold(lower));
      const there = map.get(words[0] ?? '') ?? [];
      const same = there.some(
        (other) =>
          other.node.type === node.type &&
          other.node.name === node.name &&
          other.words.join(' ') === words.join(' '),
      );
      if (!same) map.set(words[0] ?? '', [...there, { words, node }]);
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
