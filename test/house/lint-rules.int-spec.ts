import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { ESLint } from 'eslint';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { PROJECT } from './project-files';

const REFUSED: [rule: string, code: string, file?: string][] = [
  ['no-process-env', 'export const home = process.env.HOME;'],
  ['no-process-env', 'const { env } = process;\nexport default env;'],
  ['no-ambient-time', 'export const now = Date.now();'],
  ['no-ambient-time', 'export const now = new Date();'],
  ['no-ambient-chance', 'export const chance = Math.random();'],
  ['no-ambient-chance', "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();"],
  ['no-resolve-of-alias', "export const path = require.resolve('@engram/search');"],
  ['max-params', 'export function far(a: 1, b: 1, c: 1, d: 1, e: 1) {}'],
  ['max-params', 'export const far = (a: 1, b: 1, c: 1, d: 1, e: 1) => a;'],
  ['max-params', 'export abstract class Port { abstract far(a: 1, b: 1, c: 1, d: 1, e: 1): void; }'],
  ['max-dependencies', 'export class Big { constructor(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1) {} }'],
  ['file-name', 'export {};', 'libs/graph/src/utils/words.ts'],
  ['file-name', 'export {};', 'libs/graph/src/helpers.ts'],
  ['file-name', 'export {};', 'libs/graph/src/GraphNode.ts'],
  ['file-name', 'export {};', 'libs/graph/src/graph-v2.ts'],
  ['file-name', 'export class Other {}', 'libs/graph/src/nodes.service.ts'],
];

const ACCEPTED: [code: string, file?: string][] = [
  ['export const day = new Date(0);'],
  ['export function near(a: 1, b: 1, c: 1, d: 1) {}'],
  ['export class Fits { constructor(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1) {} }'],
  ['export class NodesService {}', 'libs/graph/src/nodes.service.ts'],
  ['export class LlmModule {}', 'libs/llm/src/llm.module.ts'],
];

describe('the lint rules of this house', () => {
  let lint: (code: string, file?: string) => string[];

  before(async () => {
    const { default: house } = (await import(join(PROJECT, 'scripts/eslint-house.mjs'))) as {
      default: ESLint.Plugin;
    };
    const linter = new Linter({ cwd: PROJECT });
    const rules = Object.fromEntries(
      Object.keys(house.rules ?? {}).map((rule) => [`house/${rule}`, 2 as const]),
    );
    lint = (code, file = 'libs/graph/src/some-noun.ts') =>
      linter
        .verify(
          code,
          [{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { house }, rules }],
          join(PROJECT, file),
        )
        .map(({ ruleId, message }) => ruleId?.replace('house/', '') ?? message);
  });

  for (const [rule, code, file] of REFUSED) {
    it(`${rule} refuses ${file ?? code}`, () => assert.deepEqual(lint(code, file), [rule]));
  }
  for (const [code, file] of ACCEPTED) {
    it(`accepts ${file ?? code}`, () => assert.deepEqual(lint(code, file), []));
  }
});
