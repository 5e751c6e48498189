import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseSchemaFile, templateFile } from '@engram/graph';
import type { GraphSchema, TemplateName } from '@engram/graph';
import type { ExtractedEdge } from './extraction.model';
import { DEVOPS_CASES, MARKETING_CASES, PERSONAL_CASES } from './testing/extraction-cases';
import { RuleExtractor } from './rule-extractor';

function template(name: TemplateName): GraphSchema {
  return parseSchemaFile(readFileSync(templateFile(name), 'utf8')).schema as GraphSchema;
}

function factOf({ from, relation, to, past }: ExtractedEdge): string {
  return `${from.type}:${from.name} ${relation} ${to.type}:${to.name}${past ? ' (past)' : ''}`;
}

describe('RuleExtractor', () => {
  const suites = [
    ['personal', PERSONAL_CASES],
    ['devops', DEVOPS_CASES],
    ['marketing', MARKETING_CASES],
  ] as const;
  for (const [schema, cases] of suites) {
    const extractor = new RuleExtractor(template(schema));
    for (const { say, facts } of cases) {
      it(`${schema}: ${say}`, () => {
        const { edges } = extractor.extract([{ content: say, speaker: 'Minh' }]);
        assert.deepEqual(edges.map(factOf).sort(), [...facts].sort());
      });
    }
  }

  const personal = new RuleExtractor(template('personal'));

  it('takes any text, and names only what stands in it', () => {
    const words = fc.constantFrom(
      ...[
        'I',
        'Ada',
        'Bob',
        'uses',
        'use',
        'Notion',
        'and',
        ',',
        '.',
        '?',
        "n't",
        "'s",
        'is',
        'my',
        'brother',
        'of',
      ],
      ...[
        'tôi',
        'dùng',
        'không',
        'vợ',
        'là',
        'Lan',
        'tên',
        'của',
        'sống',
        'ở',
        '“',
        '”',
        '\n',
        '🗾',
        'who',
        'the',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(words, { maxLength: 20 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.option(fc.constant('Minh')), (contents, speaker) => {
        const messages = contents.map((content) => ({ content, speaker }));
        const { nodes, edges } = personal.extract(messages);
        const keys = new Set(nodes.map(({ type, name }) => `${type}:${name}`));
        for (const { from, to, messages: said } of edges) {
          assert.ok(keys.has(`${from.type}:${from.name}`) && keys.has(`${to.type}:${to.name}`));
          assert.ok(said.length > 0 && said.every((index) => index < contents.length));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives a fact the messages that say it; that it was so does not end what is so', () => {
    const { edges } = personal.extract([
      { content: 'I work at Google.', speaker: 'Ada' },
      { content: 'Nice weather.', speaker: 'Bob' },
      { content: 'Well, I worked at Google.', speaker: 'Ada' },
    ]);
    assert.deepEqual(
      edges.map((edge) => [factOf(edge), edge.messages]),
      [['Person:Ada works_at Organization:Google', [0, 2]]],
    );
  });

  it('knows speakers by first name and nickname', () => {
    const { edges } = personal.extract([
      { content: 'Thanks, Mel! So Melanie lives in Oslo now.', speaker: 'Caroline Smith' },
      { content: 'Yes, and Caroline works at Acme.', speaker: 'Melanie Jones' },
      { content: 'I told you, Mel likes pottery.', speaker: 'Caroline Smith' },
    ]);
    assert.deepEqual(edges.map(factOf).sort(), [
      'Person:Caroline Smith works_at Organization:Acme',
      'Person:Melanie Jones likes Activity:pottery',
      'Person:Melanie Jones lives_in Place:Oslo',
    ]);
  });

  it('recognises what the graph knows, under its spelling', () => {
    const { edges, nodes } = personal.extract(
      [{ content: 'I work at sao mai group. I visited Atlantis.', speaker: 'Ada' }],
      [
        { type: 'Organization', name: 'sao mai group' },
        { type: 'Person', name: 'ada' },
      ],
    );
    assert.deepEqual(edges.map(factOf).sort(), [
      'Person:ada visited Place:Atlantis',
      'Person:ada works_at Organization:sao mai group',
    ]);
    assert.ok(nodes.some(({ name }) => name === 'ada'));
  });

  it('takes nothing in the first person from a message that nobody in particular says', () => {
    const { nodes, edges } = personal.extract([
      { content: 'I live in Paris. Ada lives in Oslo.', speaker: null },
    ]);
    assert.deepEqual(edges.map(factOf), ['Person:Ada lives_in Place:Oslo']);
    assert.equal(nodes.length, 2);
  });
});
