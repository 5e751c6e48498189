import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { ConfigError, type ConfigProblem } from './config.error';
import { loadConfig, type LoadedConfig, type LoadOptions } from './config.loader';
import { SETTINGS } from './catalogue';
import { redact, shownValue } from './redaction';
import { REDACTED, Secret } from './secret';

let home: string;
before(() => (home = mkdtempSync(join(tmpdir(), 'engram-config-'))));
after(() => rmSync(home, { recursive: true, force: true }));

function load(yaml: string, options: LoadOptions = {}): LoadedConfig {
  const file = join(home, 'test.yaml');
  writeFileSync(file, yaml);
  return loadConfig({ env: {}, home, file, ...options });
}

function problemsOf(yaml: string, options: LoadOptions = {}): readonly ConfigProblem[] {
  try {
    load(yaml, options);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.code, 'INVALID_REQUEST');
    return error.problems;
  }
  assert.fail('it loaded');
}

const keysOf = (problems: readonly ConfigProblem[]) => problems.map(({ key }) => key);

describe('layers', () => {
  it('starts without any file', () => {
    const { config, sources } = loadConfig({ env: {}, home: join(home, 'nowhere') });
    assert.equal(config.serve.host, '127.0.0.1');
    assert.equal(config.serve.port, 8765);
    assert.equal(config.security.max_content_length, 10_240);
    assert.equal(config.audit.path, join(home, 'nowhere', 'audit'));
    assert.equal(sources.get('serve.port'), 'default');
  });

  it('lets each win over those before it', () => {
    const yaml = 'serve: { port: 1 }\nlogging: { level: warn }\nepisodic: { workers: 3 }\n';
    const env = { ENGRAM_SERVE_PORT: '2', ENGRAM_LOGGING_LEVEL: 'error' };
    const { config, sources } = load(yaml, { env, set: ['serve.port=3'] });
    assert.equal(config.serve.port, 3);
    assert.equal(config.logging.level, 'error');
    assert.equal(config.episodic.workers, 3);
    assert.match(sources.get('serve.port') ?? '', /--set/);
    assert.match(sources.get('logging.level') ?? '', /ENGRAM_LOGGING_LEVEL/);
    assert.match(sources.get('episodic.workers') ?? '', /line 3/);
    assert.equal(
      load(yaml, { env, set: ['serve.port=3'], overrides: { 'serve.port': 4 } }).config.serve.port,
      4,
    );
    assert.equal(load(yaml, { env, overrides: { 'serve.port': undefined } }).config.serve.port, 2);
  });

  it('takes the home from the environment', () => {
    const loaded = loadConfig({ env: { ENGRAM_HOME: join(home, 'other') } });
    assert.equal(loaded.home, join(home, 'other'));
    assert.equal(loaded.file, join(home, 'other', 'config.yaml'));
  });

  it('counts an empty variable as not set', () => {
    assert.equal(load('', { env: { ENGRAM_SERVE_PORT: '' } }).config.serve.port, 8765);
  });

  it('reads every setting from its variable', () => {
    for (const setting of SETTINGS.filter(({ planned, kind }) => !planned && kind !== 'path')) {
      const { config } = load('', { env: { [setting.variable]: String(setting.default) } });
      assert.deepEqual(shownValue(config, setting.key), setting.default, setting.key);
    }
    assert.equal(new Set(SETTINGS.map(({ variable }) => variable)).size, SETTINGS.length);
  });

  it('is frozen', () => {
    const { config } = load('');
    assert.throws(() => ((config.serve as { port: number }).port = 1), TypeError);
  });
});

describe('expansion', () => {
  it('types what was put in', () => {
    const yaml = 'serve:\n  port: ${PORT}\n  docs: "${DOCS:-false}"\n  host: ${HOST:-127.0.0.1}\n';
    const { serve } = load(yaml, { env: { PORT: '9000' } }).config;
    assert.deepEqual([serve.port, serve.docs, serve.host], [9000, false, '127.0.0.1']);
  });

  it('nests defaults and escapes', () => {
    const schemaOf = (value: string, env = {}) =>
      load(`semantic:\n  schema: '${value}'\n`, { env }).config.semantic.schema;
    assert.equal(schemaOf('${A:-${B:-c}}'), 'c');
    assert.equal(schemaOf('${A:-${B:-c}}', { B: 'b' }), 'b');
    assert.equal(schemaOf('${A:-${NOT_SET}}', { A: 'a' }), 'a');
    assert.equal(schemaOf('x-$${A}-${A}-$', { A: 'a' }), 'x-${A}-a-$');
  });

  it('names a variable that is missing, with file and line', () => {
    const [problem, ...rest] = problemsOf('serve:\n  port: ${PORT}\n');
    assert.equal(rest.length, 0);
    assert.equal(problem?.key, 'serve.port');
    assert.match(problem.source, /test\.yaml, line 2$/);
    assert.match(problem.message, /PORT/);
    assert.deepEqual(keysOf(problemsOf('serve: { host: "${" }')), ['serve.host']);
    assert.deepEqual(keysOf(problemsOf('serve: { host: "${A:-b" }')), ['serve.host']);
  });

  it('lets a file use ENGRAM_ variables of any name', () => {
    const env = { ENGRAM_MY_PORT: '9001' };
    assert.equal(load('serve: { port: "${ENGRAM_MY_PORT}" }', { env }).config.serve.port, 9001);
    assert.equal(problemsOf('', { env }).length, 1);
  });
});

describe('problems', () => {
  it('come all at once, each with its place', () => {
    const yaml = 'serve:\n  port: "80"\n  hots: x\nloging: {}\nepisodic: 3\nlogging:\n  level: warning\n';
    const problems = problemsOf(yaml, {
      env: { ENGRAM_SERVE_PROT: '1', ENGRAM_SERVE_DOCS: 'maybe' },
      set: ['nope', 'serve.prot=1', 'serve.port=99999'],
      overrides: { serve: 3 },
    });
    assert.deepEqual(keysOf(problems).sort(), [
      '',
      '',
      'episodic',
      'logging.level',
      'loging',
      'serve',
      'serve.docs',
      'serve.hots',
      'serve.port',
      'serve.port',
      'serve.prot',
    ]);
    const remedyOf = (key: string) => problems.find((problem) => problem.key === key)?.remedy;
    assert.match(remedyOf('serve.hots') ?? '', /serve\.host/);
    assert.match(remedyOf('loging') ?? '', /logging/);
    assert.match(remedyOf('logging.level') ?? '', /warn/);
    assert.match(remedyOf('serve.prot') ?? '', /serve\.port/);
    assert.ok(
      problems.some(({ source, remedy }) => /SERVE_PROT/.test(source) && /ENGRAM_SERVE_PORT/.test(remedy)),
    );
    assert.ok(problems.some(({ source }) => source.endsWith('test.yaml, line 2')));
  });

  it('refuse what is not built yet', () => {
    assert.deepEqual(keysOf(problemsOf('auth: { enabled: true }')), ['auth.enabled']);
    assert.deepEqual(keysOf(problemsOf('', { env: { ENGRAM_AUTH_ENABLED: 'true' } })), ['auth.enabled']);
    assert.deepEqual(keysOf(problemsOf('episodic: { provider: postgresql }')), ['episodic.provider']);
    assert.deepEqual(keysOf(problemsOf('llm: { provider: gemini, api_key: x }')), [
      'llm.provider',
      'llm.api_key',
    ]);
    assert.equal(load('auth: { enabled: false }').config.auth.enabled, false);
  });

  it('refuse to open an unauthenticated server to others', () => {
    assert.deepEqual(keysOf(problemsOf('serve: { host: 0.0.0.0 }')), ['serve.host']);
    assert.equal(load('serve: { host: 0.0.0.0, allow_remote: true }').config.serve.host, '0.0.0.0');
    assert.equal(load('serve: { host: ::1 }').config.serve.host, '::1');
  });

  it('never show a value that may be secret', () => {
    const problems = problemsOf('auth: { jwt_secret: hunter2 }\nserve: { pasword: hunter2, port: hunter2 }', {
      env: { ENGRAM_ADMIN_SECRET: 'hunter2' },
    });
    assert.equal(problems.length, 4);
    assert.doesNotMatch(new ConfigError(problems).message, /hunter2/);
  });

  it('name broken YAML, doubled keys and files that cannot be read', () => {
    assert.ok(problemsOf('serve: [').length > 0);
    assert.ok(problemsOf('serve: { port: 1 }\nserve: { port: 2 }').length > 0);
    assert.deepEqual(keysOf(problemsOf('- a\n- b\n')), ['']);
    assert.throws(() => loadConfig({ env: {}, home, file: join(home, 'missing.yaml') }), ConfigError);
    assert.throws(() => loadConfig({ env: {}, home, file: home }), ConfigError);
  });

  it('leave the variables alone that Kubernetes makes for a service named engram', () => {
    const env = {
      ENGRAM_SERVICE_HOST: '10.0.0.1',
      ENGRAM_SERVICE_PORT_HTTP: '8765',
      ENGRAM_PORT: 'tcp://10.0.0.1:8765',
      ENGRAM_PORT_8765_TCP_ADDR: '10.0.0.1',
    };
    assert.equal(load('', { env }).config.serve.port, 8765);
    assert.equal(problemsOf('', { env: { ENGRAM_PORT: '9000' } }).length, 1);
  });

  it('are the only thing that whatever text in the file can lead to', () => {
    const word = fc.oneof(
      fc.constantFrom('serve', 'port', ':', ' ', '\n', '${', '}', '-', '&a', '*a', '[', '"', '|', '<<'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        try {
          load(words.join(''));
        } catch (error) {
          assert.ok(error instanceof ConfigError, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('secrets', () => {
  it('show themselves to nobody', () => {
    const secret = new Secret('hunter2');
    const shown = [
      String(secret),
      ''.concat(String(secret)),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true }),
    ];
    for (const text of shown) {
      assert.doesNotMatch(text, /hunter2/);
      assert.match(text, /redacted/);
    }
    assert.equal(secret.reveal(), 'hunter2');
  });

  it('are redacted in a copy of the configuration', () => {
    const { config } = load('');
    const open = { ...config, auth: { ...config.auth, jwt_secret: new Secret('hunter2') } };
    assert.equal((redact(open)['auth'] as Record<string, unknown>)['jwt_secret'], REDACTED);
    assert.equal(shownValue(open, 'auth.jwt_secret'), REDACTED);
    assert.equal(shownValue(config, 'auth.jwt_secret'), null);
  });
});
