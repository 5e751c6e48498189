import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { libsIn, readArchitecture, readRuleNames } from './architecture-table';
import type { Violation } from './planted-tree';
import { PlantedTree, PROJECT } from './planted-tree';
import { allowedImports, groundFor, plantsFor } from './violations';

const table = readArchitecture();
const plants = plantsFor(table);

describe('the architecture check', () => {
  let refused: Violation[];
  let tree: PlantedTree;

  before(() => {
    tree = new PlantedTree({
      ...groundFor(table),
      ...allowedImports(table),
      ...Object.fromEntries(plants.map(({ file, text }) => [file, text])),
    });
    refused = tree.violations();
  });
  after(() => tree.remove());

  for (const { rule, file } of plants) {
    it(`${rule}: refuses ${file}`, () => {
      assert.ok(
        refused.some((violation) => violation.rule === rule && violation.from === file),
        `not refused; of this file: ${JSON.stringify(refused.filter(({ from }) => from === file))}`,
      );
    });
  }

  it('refuses nothing but what was planted', () => {
    const planted = new Set(plants.map(({ file }) => file));
    assert.deepEqual(
      refused.filter(({ from }) => !planted.has(from)),
      [],
    );
  });

  it('has a planted violation of every rule', () => {
    const covered = new Set(plants.map(({ rule }) => rule));
    // The top layer's last lib may import everything: it has no line to cross.
    const uncovered = readRuleNames().filter((name) => !covered.has(name) && !mayImportAll(name));
    assert.deepEqual(uncovered, []);
  });
});

function mayImportAll(rule: string): boolean {
  const lib = rule.replace(/^layer-of-/, '');
  return libsIn(table).includes(lib) && !plants.some((plant) => plant.rule === rule);
}

describe('the architecture table', () => {
  const foldersIn = (folder: string): string[] =>
    existsSync(join(PROJECT, folder))
      ? readdirSync(join(PROJECT, folder), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => name)
          .sort()
      : [];

  it('lists exactly the libs that exist', () => {
    assert.deepEqual(libsIn(table).sort(), foldersIn('libs'));
  });

  it('lists exactly the apps that exist', () => {
    assert.deepEqual(Object.keys(table.apps).sort(), foldersIn('apps'));
  });

  it('names only peers of the same layer', () => {
    for (const { libs } of table.layers) {
      for (const peers of Object.values(libs)) {
        for (const peer of peers) assert.ok(peer in libs, `${peer} is no peer of its layer`);
      }
    }
  });

  it('is the table of docs/architecture.md', () => {
    const page = readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8');
    for (const { name, libs } of table.layers) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
      const listed = [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, lib]) => lib);
      assert.deepEqual(listed, Object.keys(libs), `row of the layer ${name}`);
    }
  });
});
