import { languageFile } from '../../language/language';
import type {
  Answer,
  AnswerRequest,
  Citation,
  Evidence,
  LlmCapabilities,
  Summary,
  SummaryRequest,
} from '../../ports/llm-provider.port';
import { LlmProvider } from '../../ports/llm-provider.port';
import { centralSentences } from './central-sentences';
import { QuestionCoverage, factText } from './question-coverage';
import { pickQuotes } from './quotes';

const QUOTES = 4;
const FACTS = 5;
/** A fact is told when it has this much to do with the question, beyond the name that led to it. */
const FACT_SHARE = 0.3;

/** Answers in quotes, without a model and without a network. It cannot invent: every word is from memory or its frame. */
export class ExtractiveLlmProvider extends LlmProvider {
  readonly name = 'extractive';
  readonly capabilities: LlmCapabilities = { generative: false, extraction: false, models: ['extractive'] };

  answer(request: AnswerRequest): Promise<Answer> {
    return Promise.resolve(this.compose(request));
  }

  summarize({ groups, language }: SummaryRequest): Promise<Summary> {
    const frame = languageFile(language).answer;
    const chosen = centralSentences(groups.map(({ items }) => items));
    const lines = groups.flatMap(({ title }, group) => {
      const own = chosen.filter((sentence) => sentence.group === group);
      if (own.length === 0) return [];
      return [
        title,
        ...own.map(({ item, text }) => {
          const speaker = groups[group]?.items[item]?.speaker;
          return `- ${speaker ? `${speaker}: ` : ''}“${oneLine(text)}”`;
        }),
      ];
    });
    return Promise.resolve({
      text: lines.length > 0 ? lines.join('\n') : frame.summary_nothing,
      sources: chosen.map(({ group, item }): [number, number] => [group, item]),
    });
  }

  private compose(request: AnswerRequest): Answer {
    const frame = languageFile(request.language).answer;
    const coverage = new QuestionCoverage(request);
    if (!coverage.bears()) return { text: frame.nothing, citations: [], conclusions: [], bears: false };
    const citations: Citation[] = [];
    const quotes = pickQuotes(request, coverage, QUOTES).map(({ evidence, text }) => {
      citations.push({ kind: 'evidence', index: evidence, text });
      return `- ${quoteLine(request.evidence[evidence] as Evidence, text, citations.length, frame)}`;
    });
    const facts = this.tellingFacts(request, coverage).map((index) => {
      const fact = request.facts[index] as AnswerRequest['facts'][number];
      const until = fact.validTo === null ? '' : ` (… ${dayOf(fact.validTo)})`;
      citations.push({ kind: 'fact', index, text: factText(fact) + until });
      return fill(frame.fact, {
        from: fact.from,
        relation: fact.relation.replaceAll('_', ' '),
        to: fact.to + until,
        number: String(citations.length),
      });
    });
    const lines = [
      ...(quotes.length > 0 ? [frame.found, ...quotes] : []),
      ...(facts.length > 0 ? [frame.facts, ...facts.map((fact) => `- ${fact}`)] : []),
    ];
    return { text: lines.join('\n'), citations, conclusions: facts, bears: true };
  }

  /** Those that answer best, in the order of how well they do. */
  private tellingFacts({ facts }: AnswerRequest, coverage: QuestionCoverage): number[] {
    return facts
      .map((_, index) => ({ index, share: coverage.of(coverage.factTerms[index] ?? new Set()) }))
      .filter(({ share }) => share >= FACT_SHARE)
      .sort((a, b) => b.share - a.share || a.index - b.index)
      .slice(0, FACTS)
      .map(({ index }) => index);
  }
}

function quoteLine(
  { speaker, at }: Evidence,
  text: string,
  number: number,
  frame: ReturnType<typeof languageFile>['answer'],
): string {
  const values = { date: dayOf(at), text: oneLine(text), number: String(number) };
  if (speaker === null) return fill(frame.quote_without_speaker, values);
  return fill(frame.quote, { ...values, speaker });
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A marker within a quote would look like one of the answer. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/\[(\d+)\]/g, '($1)');
}

/** Replaces each `{name}`; a value that looks like a placeholder stays as it is. */
function fill(frame: string, values: Record<string, string>): string {
  return frame.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
