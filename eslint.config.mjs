import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import house from './scripts/eslint-house.mjs';

const SPECS = ['**/*.{spec,int-spec,e2e-spec}.ts', '**/*.contract.ts', 'test/**/*.ts', '**/testing/**/*.ts'];
const NODE_GLOBALS = [
  ...['console', 'process', 'performance', 'URL', 'Buffer', 'fetch', 'WebAssembly', 'AbortSignal'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'structuredClone'],
];
const BENCHES = ['test/bench/**/*.ts'];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '**/*.as.ts', '**/*.wasm.ts', '**/*.generated.ts'] },

  eslint.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' } },
  },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { house },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'house/file-name': 'error',
      'house/no-process-env': 'error',
      'house/no-ambient-time': 'error',
      'house/no-ambient-chance': 'error',
      'house/no-resolve-of-alias': 'error',
      'house/max-params': 'error',
      'house/max-dependencies': 'error',
      'no-console': 'error',
      // Text of any kind comes in here, control characters included.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],

      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          // node:test collects what these return by itself.
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['describe', 'it', 'test', 'suite', 'skip', 'only'],
            },
          ],
        },
      ],
      // Leaves files with decorators alone: a class that Nest injects must stay a value import.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // An async method without await still turns a throw into a rejection, which is what a port promises.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    files: ['libs/kernel/**/*.ts'],
    rules: { 'house/no-ambient-time': 'off', 'house/no-ambient-chance': 'off' },
  },
  { files: ['libs/config/**/*.ts'], rules: { 'house/no-process-env': 'off' } },
  // What talks to a vendor's loosely typed API may be loose at that one seam.
  {
    files: ['**/adapters/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: SPECS,
    rules: {
      'house/no-process-env': 'off',
      'house/no-ambient-time': 'off',
      'house/no-ambient-chance': 'off',
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      // A describe block is as long as its list of cases.
      'max-lines-per-function': 'off',
      // Specs read JSON answers field by field: an assertion on a wrong one fails anyway.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: BENCHES,
    rules: {
      'no-console': 'off',
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['apps/cli/src/output/**/*.ts'], rules: { 'no-console': 'off' } },
);
