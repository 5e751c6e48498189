import assert from 'node:assert/strict';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ConfigError } from './config.error';
import { loadConfig } from './config.loader';
import { setConfigValue } from './config.writer';

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'engram-config-'));
  file = join(home, 'config.yaml');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('setConfigValue', () => {
  it('makes the file, for its owner alone', () => {
    setConfigValue(join(home, 'new', 'config.yaml'), 'serve.port', '9000', {});
    assert.equal(loadConfig({ env: {}, home: join(home, 'new') }).config.serve.port, 9000);
    assert.equal(statSync(join(home, 'new', 'config.yaml')).mode & 0o777, 0o600);
  });

  it('keeps comments and order', () => {
    writeFileSync(file, '# mine\nserve:\n  # why\n  port: 1 # here\n  docs: false\nlogging:\n');
    setConfigValue(file, 'serve.port', '2', {});
    setConfigValue(file, 'logging.level', 'warn', {});
    assert.equal(
      readFileSync(file, 'utf8'),
      '# mine\nserve:\n  # why\n  port: 2 # here\n  docs: false\nlogging:\n  level: warn\n',
    );
    assert.deepEqual(readdirSync(home), ['config.yaml']);
  });

  it('writes nothing that would not load', () => {
    writeFileSync(file, 'serve: { port: 1 }\n');
    for (const [key, value] of [
      ['serve.port', 'x'],
      ['serve.prot', '1'],
      ['serve', '1'],
      ['serve.host', '0.0.0.0'],
      ['auth.enabled', 'true'],
      ['serve.host', '${NOT_SET}'],
    ] as const) {
      assert.throws(() => setConfigValue(file, key, value, {}), ConfigError, key);
    }
    assert.equal(readFileSync(file, 'utf8'), 'serve: { port: 1 }\n');
    assert.deepEqual(readdirSync(home), ['config.yaml']);
  });

  it('refuses a file that is broken already', () => {
    writeFileSync(file, 'serve: [\n');
    assert.throws(() => setConfigValue(file, 'serve.port', '1', {}), ConfigError);
    assert.equal(readFileSync(file, 'utf8'), 'serve: [\n');
  });

  it('keeps variables as they are', () => {
    setConfigValue(file, 'serve.port', '${PORT:-7000}', {});
    assert.match(readFileSync(file, 'utf8'), /\$\{PORT:-7000\}/);
    assert.equal(loadConfig({ env: { PORT: '7001' }, home }).config.serve.port, 7001);
  });

  it('writes through a link', () => {
    const real = join(home, 'real.yaml');
    writeFileSync(real, '');
    symlinkSync(real, file);
    setConfigValue(file, 'serve.port', '3', {});
    assert.match(readFileSync(real, 'utf8'), /port: 3/);
  });
});
