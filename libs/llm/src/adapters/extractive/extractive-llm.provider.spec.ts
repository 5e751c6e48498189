import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectLanguage } from '../../language/language';
import { sentencesOf } from '../../language/sentences';
import { llmProviderContract } from '../../ports/llm-provider.contract';
import type { Evidence, Fact } from '../../ports/llm-provider.port';
import { ExtractiveLlmProvider } from './extractive-llm.provider';

llmProviderContract('extractive', () => new ExtractiveLlmProvider());

const AT = Date.UTC(2026, 2, 14);
const said = (speaker: string | null, text: string, score = 0.5): Evidence => ({
  speaker,
  text,
  at: AT,
  score,
});
const fact = (from: string, relation: string, to: string, synonyms: string[] = []): Fact => ({
  from,
  relation,
  to,
  synonyms,
  validFrom: null,
  validTo: null,
});

describe('ExtractiveLlmProvider', () => {
  const provider = new ExtractiveLlmProvider();

  it('quotes word for word, with speaker, day and marker', async () => {
    const { text } = await provider.answer({
      question: 'What does Ada drink?',
      language: 'en',
      evidence: [said('Ada', 'I drink\ngreen tea, see [1].'), said(null, 'The tea is drunk.', 0.4)],
      facts: [],
    });
    assert.ok(text.includes('- Ada (2026-03-14): “I drink green tea, see (1).” [1]'), text);
  });

  it('finds an answer written with other diacritics, in Vietnamese frames', async () => {
    const answer = await provider.answer({
      question: 'Trâm sống ở đâu?',
      language: 'vi',
      evidence: [said('Minh', 'tram song o Da Nang tu nam ngoai'), said('Minh', 'Hôm nay mưa to.')],
      facts: [fact('Trâm', 'sống ở', 'Đà Nẵng')],
    });
    assert.equal(answer.bears, true);
    assert.deepEqual(
      answer.citations.map(({ kind, index }) => [kind, index]),
      [
        ['fact', 0],
        ['evidence', 0],
      ],
    );
    assert.ok(answer.text.startsWith('Những điều đã biết:\n- Trâm sống ở Đà Nẵng [1]'));
    assert.deepEqual(answer.conclusions, ['Trâm sống ở Đà Nẵng [1]']);
  });

  it('tells the facts that are asked for, in whatever language they are', async () => {
    const { bears, conclusions } = await provider.answer({
      question: 'Melanie thích gì?',
      language: 'vi',
      evidence: [said('Caroline', 'Thanks, Melanie!')],
      facts: [
        fact('Melanie', 'visited', 'Rome', ['visit', 'ghé thăm']),
        fact('Melanie', 'thích', 'painting', ['like', 'love', 'thích']),
      ],
    });
    assert.equal(bears, true);
    assert.deepEqual(conclusions, ['Melanie thích painting [1]']);
  });

  it('prefers what somebody says to what is said to them', async () => {
    const { citations } = await provider.answer({
      question: 'What does Ada like about Oslo?',
      language: 'en',
      evidence: [
        said('Bob', 'Oslo suits you, Ada.', 0.9),
        said('Ada', 'In Oslo everything is near the water.', 0.8),
      ],
      facts: [],
    });
    assert.equal(citations[0]?.index, 1);
  });

  it('does not quote the same twice, nor what has little to do with it', async () => {
    const { citations } = await provider.answer({
      question: 'When is the release of the billing service?',
      language: 'en',
      evidence: [
        said('Ada', 'The release of the billing service is on Friday.', 0.9),
        said('Bob', 'The release of the billing service is on Friday!', 0.8),
        said('Bob', 'Lunch was great.', 0.1),
      ],
      facts: [],
    });
    assert.deepEqual(
      citations.map(({ index }) => index),
      [0],
    );
  });

  it('has nothing to say of somebody whom nothing names', async () => {
    const { bears } = await provider.answer({
      question: 'Where does Zoe work?',
      language: 'en',
      evidence: [said('Ada', 'I work at Acme.', 0.9)],
      facts: [fact('Ada', 'works at', 'Acme')],
    });
    assert.equal(bears, false);
  });

  it('summarizes each group by what it is about, in order', async () => {
    const talk = [
      'Hi!',
      'The database migration to PostgreSQL is planned for Monday.',
      'Nice.',
      'After the PostgreSQL migration the old database is switched off.',
      'Bye?',
    ];
    const summary = await provider.summarize({
      groups: [{ title: 'Session a:', items: talk.map((text) => said('Ada', text)) }],
      language: 'en',
    });
    assert.deepEqual(
      summary.sources.map(([, item]) => item).filter((item) => item === 1 || item === 3),
      [1, 3],
    );
    assert.ok(summary.text.startsWith('Session a:\n- Ada: “'));
  });
});

describe('language', () => {
  it('is that of the words, not of a name', () => {
    assert.equal(detectLanguage('Where does Trâm live?'), 'en');
    assert.equal(detectLanguage('Trâm sống ở đâu?'), 'vi');
    assert.equal(detectLanguage('Ai thích cà phê?'), 'vi');
    assert.equal(detectLanguage('Who likes phở?'), 'en');
    assert.equal(detectLanguage('Lan lam viec o dau?'), 'vi');
    assert.equal(detectLanguage(''), 'en');
  });

  it('is cut into sentences at their ends, not at abbreviations', () => {
    const texts = (text: string) => sentencesOf(text).map((sentence) => sentence.text);
    assert.deepEqual(texts('Dr. Smith came. He left!  Why?\nNobody knows'), [
      'Dr. Smith came.',
      'He left!',
      'Why?',
      'Nobody knows',
    ]);
    assert.deepEqual(texts('  '), []);
    assert.ok(texts('a '.repeat(2_000)).every((text) => text.length <= 600));
    for (const sentence of sentencesOf('Một. Hai… Ba')) {
      assert.equal('Một. Hai… Ba'.slice(sentence.start, sentence.end), sentence.text);
    }
  });
});
