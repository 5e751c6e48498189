import { languageFile } from '../../language/language';
import type {
  Answer,
  AnswerRequest,
  Citation,
  Evidence,
  Fact,
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
/** A fact is told when it has this much to do with the question … */
const FACT_SHARE = 0.25;
/** … and not much less than the best one. */
const RELATIVE_SHARE = 0.6;
/** What it is worth that the question speaks of its relation. */
const ASKED_FOR = 0.5;

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
    const telling = this.tellingFacts(request, coverage);
    const tellFacts = () =>
      telling.map((index) => {
        const fact = request.facts[index] as Fact;
        const until = fact.validTo === null ? '' : ` (… ${dayOf(fact.validTo)})`;
        citations.push({ kind: 'fact', index, text: factText(fact) + until });
        const { from, relation } = fact;
        return fill(frame.fact, { from, relation, to: fact.to + until, number: String(citations.length) });
      });
    const quote = () =>
      pickQuotes(request, coverage, QUOTES).map(({ evidence, text }) => {
        citations.push({ kind: 'evidence', index: evidence, text });
        return quoteLine(request.evidence[evidence] as Evidence, text, citations.length, frame);
      });
    // What the question asks for by its verb answers it at once; other facts come after what was said.
    const factsFirst = telling.some((index) => coverage.asksFor(request.facts[index] as Fact));
    const first = factsFirst ? section(frame.facts, tellFacts()) : section(frame.found, quote());
    const second = factsFirst ? section(frame.found, quote()) : section(frame.facts, tellFacts());
    const conclusions = (factsFirst ? first : second).slice(1).map((line) => line.slice(BULLET.length));
    return { text: [...first, ...second].join('\n'), citations, conclusions, bears: true };
  }

  /** Those that answer best, in the order of how well they do. */
  private tellingFacts({ facts }: AnswerRequest, coverage: QuestionCoverage): number[] {
    const scored = facts
      .map((fact, index) => {
        const share = coverage.of(coverage.factTerms[index] ?? new Set());
        return { index, share, score: share + (coverage.asksFor(fact) ? ASKED_FOR : 0) };
      })
      .sort((a, b) => b.score - a.score || a.index - b.index);
    const best = scored[0]?.score ?? 0;
    return scored
      .filter(({ share, score }) => share >= FACT_SHARE && score >= RELATIVE_SHARE * best)
      .slice(0, FACTS)
      .map(({ index }) => index);
  }
}

const BULLET = '- ';

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => BULLET + line)];
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
