import type { RecallResult, RecallService } from '@engram/episodic';
import type { TenantId } from '@engram/kernel';
import { InvalidRequestError, LIMITS, LlmError } from '@engram/kernel';
import type { Citation, Evidence, LlmProvider } from '@engram/llm';
import { detectLanguage } from '@engram/llm';
import { spokenIn } from '../conversation-memory';
import type { ThinkCitation, ThinkQuery, Thought } from '../model/think';
import type { QuestionFact, QuestionFacts } from './question-facts';
import { factCitation } from './question-facts';

/** Answers questions from both memories, and cites what it used. */
export class ThinkService {
  constructor(
    private readonly recall: RecallService,
    private readonly facts: QuestionFacts,
    private readonly llm: LlmProvider,
  ) {}

  /** Where no memory bears on the question the answer says so. @throws InvalidRequestError, LlmError, TimeoutError */
  async think(tenant: TenantId, query: ThinkQuery): Promise<Thought> {
    this.check(query);
    const { question, namespace, model } = query;
    const language = detectLanguage(question);
    const [recalled, facts] = await Promise.all([
      this.recall.recall(tenant, {
        query: question,
        limit: query.contextLimit,
        includeGraph: true,
        ...(namespace !== undefined && { filter: { namespace } }),
      }),
      this.facts.find(tenant, question, language),
    ]);
    const evidence = recalled.results.map(evidenceOf);
    const answer = await this.llm.answer({
      question,
      language,
      evidence,
      facts,
      ...(model !== undefined && { model }),
    });
    return {
      answer: answer.text,
      citations: answer.citations.map((citation) => cite(citation, recalled, facts)),
      conclusions: answer.conclusions,
      provider: this.llm.name,
      degraded: !this.llm.capabilities.generative || recalled.degraded.length > 0,
    };
  }

  private check({ question, contextLimit, model }: ThinkQuery): void {
    const refuse = (path: string, message: string): never => {
      throw new InvalidRequestError(`${path} ${message}`, [{ path, message }]);
    };
    if (question.trim() === '') refuse('question', 'must hold at least one word');
    if (question.length > LIMITS.questionChars) {
      refuse('question', `must be at most ${LIMITS.questionChars} characters`);
    }
    if (!(Number.isInteger(contextLimit) && contextLimit >= 1 && contextLimit <= LIMITS.contextMemories)) {
      refuse('context_limit', `must be a whole number from 1 to ${LIMITS.contextMemories}`);
    }
    const { models } = this.llm.capabilities;
    if (model !== undefined && !models.includes(model))
      refuse('model', `must be one of: ${models.join(', ')}`);
  }
}

function evidenceOf({ memory, score }: RecallResult['results'][number]): Evidence {
  const { speaker, text } = spokenIn(memory);
  return { text, speaker, at: memory.timestamp, score };
}

/** @throws LlmError the provider cites what it was not given. */
function cite(
  { kind, index, text }: Citation,
  recalled: RecallResult,
  facts: readonly QuestionFact[],
): ThinkCitation {
  const fact = facts[index];
  if (kind === 'fact' && fact) return factCitation(fact, text);
  const hit = recalled.results[index];
  if (kind === 'evidence' && hit) return { kind: 'memory', id: hit.memory.id, text };
  throw new LlmError('the language provider cited something that it was not given');
}
