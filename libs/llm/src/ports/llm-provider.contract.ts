import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerRequest, LlmProvider } from './llm-provider.port';

const MAY = Date.UTC(2023, 4, 7);

const request: AnswerRequest = {
  question: 'Where does Caroline work?',
  language: 'en',
  evidence: [
    {
      text: 'I started my new job at Acme in Oslo. I work there as a counselor.',
      speaker: 'Caroline',
      at: MAY,
      score: 0.9,
    },
    { text: 'Did you see the game?', speaker: 'Melanie', at: MAY, score: 0.2 },
  ],
  facts: [
    {
      from: 'Caroline',
      relation: 'works at',
      to: 'Acme',
      synonyms: ['work for'],
      validFrom: null,
      validTo: null,
    },
  ],
};

/** What every provider of language must hold to. */
export function llmProviderContract(name: string, make: () => LlmProvider): void {
  describe(`LlmProvider contract: ${name}`, () => {
    it('answers from the evidence and cites what it used', async () => {
      const answer = await make().answer(request);
      assert.equal(answer.bears, true);
      assert.ok(answer.citations.length > 0);
      const markers = [...answer.text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
      assert.deepEqual(
        [...new Set(markers)].sort((a, b) => a - b),
        answer.citations.map((_, index) => index + 1),
      );
      for (const { kind, index, text } of answer.citations) {
        const list = kind === 'evidence' ? request.evidence : request.facts;
        assert.ok(list[index] !== undefined);
        if (kind === 'evidence') assert.ok(request.evidence[index]?.text.includes(text));
      }
    });

    it('says that nothing bears on a question, and cites nothing', async () => {
      const nothing = await make().answer({ ...request, question: 'What is the capital of Mongolia?' });
      assert.equal(nothing.bears, false);
      assert.deepEqual([nothing.citations, nothing.conclusions], [[], []]);
      assert.ok(nothing.text.length > 0);
      const empty = await make().answer({ ...request, evidence: [], facts: [] });
      assert.equal(empty.bears, false);
    });

    it('answers in the language of the question', async () => {
      const asked = { ...request, question: 'Caroline làm việc (work) ở đâu?' };
      const english = await make().answer({ ...request, evidence: [], facts: [] });
      const vietnamese = await make().answer({ ...asked, language: 'vi', evidence: [], facts: [] });
      assert.notEqual(english.text, vietnamese.text);
    });

    it('summarizes, and names what it used', async () => {
      const groups = [{ title: 'May:', items: request.evidence }];
      const summary = await make().summarize({ groups, language: 'en' });
      assert.ok(summary.sources.length > 0);
      for (const [group, item] of summary.sources) assert.ok(groups[group]?.items[item] !== undefined);
      const none = await make().summarize({ groups: [], language: 'en' });
      assert.deepEqual(none.sources, []);
      assert.ok(none.text.length > 0);
    });

    it('has extract exactly where it says so', () => {
      const provider = make();
      assert.equal(provider.extract !== undefined, provider.capabilities.extraction);
      assert.ok(provider.capabilities.models.length > 0);
    });
  });
}
