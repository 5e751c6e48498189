import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { it } from 'node:test';
import { SETTINGS } from './catalogue';
import { loadConfig } from './config.loader';
import { renderDefaultYaml, renderReference } from './config.reference';

// Specs run at the root of the repository. After a change: node dist/libs/config/src/reference.main.js
it('docs/configuration.md is that of the schema', () => {
  assert.equal(readFileSync('docs/configuration.md', 'utf8'), renderReference());
});

it('config/default.yaml is that of the schema, and changes nothing', () => {
  assert.equal(readFileSync('config/default.yaml', 'utf8'), renderDefaultYaml());
  const home = tmpdir();
  const written = loadConfig({ env: {}, home, file: 'config/default.yaml' });
  assert.deepEqual(written.config, loadConfig({ env: {}, home: `${home}`, overrides: {} }).config);
});

it('config/production.yaml loads', () => {
  const { config } = loadConfig({ env: {}, home: tmpdir(), file: 'config/production.yaml' });
  assert.equal(config.logging.format, 'json');
});

it('every setting is described, and its default is allowed', () => {
  for (const setting of SETTINGS) {
    assert.ok(setting.description.length > 10, setting.key);
    assert.equal(setting.schema.safeParse(setting.default).success, true, setting.key);
    const timed = /_(ms|seconds|bytes|days)$/.exec(setting.key)?.[1];
    const units: Record<string, RegExp> = {
      ms: /milliseconds/,
      seconds: /seconds/,
      bytes: /bytes/,
      days: /days/,
    };
    if (timed) assert.match(setting.description, units[timed] ?? /./, setting.key);
  }
});
