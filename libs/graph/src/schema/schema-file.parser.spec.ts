import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseSchemaFile } from './schema-file.parser';
import { TEMPLATES, templateFile } from './template';

describe('parseSchemaFile', () => {
  for (const name of TEMPLATES) {
    it(`accepts the template ${name}, with phrases in both languages`, () => {
      const { schema, problems } = parseSchemaFile(readFileSync(templateFile(name), 'utf8'));
      assert.deepEqual(problems, []);
      assert.equal(schema?.name, name);
      const languages = Object.values(schema?.relations ?? {}).flatMap((relation) =>
        Object.keys(relation.phrases),
      );
      assert.ok(languages.includes('en') && languages.includes('vi'));
    });
  }

  it('reports every problem with its line and path', () => {
    const text = [
      'name: Bad Name',
      'version: 1',
      'speaker_type: Human',
      'node_types:',
      '  Person:',
      '    attributes:',
      '      age: { type: integer }',
      'relations:',
      '  likes:',
      '    from: [Person]',
      '    to:',
      '      - Person',
      '      - Thing',
      '    colour: red',
    ].join('\n');
    const { problems } = parseSchemaFile(text);
    assert.deepEqual(
      problems.map(({ line, path }) => [line, path]),
      [
        [1, 'name'],
        [7, 'node_types.Person.attributes.age.type'],
        [9, 'relations.likes'],
      ],
    );
  });

  it('reports references to types that are not there', () => {
    const text = [
      'name: x',
      'version: 1',
      'speaker_type: Human',
      'node_types: { Person: {} }',
      'relations:',
      '  likes:',
      '    from: [Person]',
      '    to:',
      '      - Person',
      '      - Thing',
      '    defaults: { from: Thing }',
    ].join('\n');
    assert.deepEqual(
      parseSchemaFile(text).problems.map(({ line, path }) => [line, path]),
      [
        [3, 'speaker_type'],
        [10, 'relations.likes.to[1]'],
        [11, 'relations.likes.defaults.from'],
      ],
    );
  });

  it('reports broken YAML with its line', () => {
    const { schema, problems } = parseSchemaFile('name: x\nversion: [1\nnode_types: {}\n');
    assert.equal(schema, null);
    assert.ok(problems.length > 0 && problems.every(({ line }) => line >= 2));
  });
});
