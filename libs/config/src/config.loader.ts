import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { problemOf, type Candidate } from './candidate';
import { SETTINGS } from './catalogue';
import { ConfigError, type ConfigProblem } from './config.error';
import { configSchema, type EngramConfig } from './config.schema';
import { crossCheck } from './cross-check';
import { environmentLayer, type Environment } from './environment.layer';
import { overrideLayer, type Overrides } from './override.layer';
import { yamlLayer, type YamlLayer } from './yaml.layer';

export interface LoadOptions {
  /** `--config FILE`; it must exist. Left out: `$ENGRAM_HOME/config.yaml`, if there is one. */
  file?: string;
  /** Instead of `$ENGRAM_HOME` or `~/.engram`. */
  home?: string;
  /** Instead of that of the process. */
  env?: Environment;
  /** `--set key=value` flags. */
  set?: readonly string[];
  /** What the command's own flags set, by key: `{ 'serve.port': 9000 }`. Undefined ones are left out. */
  overrides?: Overrides;
}

export interface LoadedConfig {
  config: EngramConfig;
  /** Absolute. */
  home: string;
  /** The configuration file, whether it exists or not. Absolute. */
  file: string;
  /** Where the value of each setting comes from, by key: "default", a file with its line, a variable or a flag. */
  sources: ReadonlyMap<string, string>;
}

const FILE_BYTES_MAX = 1024 * 1024;

/** Where the configuration is looked for, whatever it holds; both absolute. */
export function locateConfig(options: Pick<LoadOptions, 'file' | 'home' | 'env'>): {
  home: string;
  file: string;
} {
  const env = options.env ?? process.env;
  const home = resolve(expandHome(options.home ?? (env['ENGRAM_HOME'] || '~/.engram')));
  return { home, file: resolve(expandHome(options.file ?? join(home, 'config.yaml'))) };
}

/**
 * Defaults < file < environment < command line. Reads the file; changes nothing.
 * @throws ConfigError with all problems of all layers.
 */
export function loadConfig(options: LoadOptions = {}): LoadedConfig {
  const env = options.env ?? process.env;
  const { home, file } = locateConfig(options);
  const fromFile = readFileLayer(file, options.file !== undefined, env);
  return assemble({ home, file, fromFile, env, options });
}

/** The same for a text that is not in a file yet. */
export function checkConfigText(text: string, file: string, env: Environment): void {
  const fromFile = yamlLayer(text, file, env);
  assemble({ home: homedir(), file, fromFile, env: {}, options: {} });
}

interface Parts {
  home: string;
  file: string;
  fromFile: YamlLayer;
  env: Environment;
  options: LoadOptions;
}

function assemble({ home, file, fromFile, env, options }: Parts): LoadedConfig {
  const layers = [
    fromFile,
    environmentLayer(env, fromFile.used),
    overrideLayer(options.set ?? [], options.overrides ?? {}),
  ];
  const candidates = layers.flatMap((layer) => layer.candidates);
  const problems: ConfigProblem[] = layers.flatMap((layer) => layer.problems);
  for (const candidate of candidates) {
    const problem = problemOf(candidate);
    if (problem) problems.push(problem);
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const winners = new Map<string, Candidate>(
    SETTINGS.map((setting) => [setting.key, { setting, value: setting.default, source: 'default' }]),
  );
  for (const candidate of candidates) winners.set(candidate.setting.key, candidate);
  const sources = new Map([...winners].map(([key, { source }]) => [key, source]));
  const config = deepFreeze(configSchema.parse(nest(winners.values(), home)));
  const contradictions = crossCheck(config, sources);
  if (contradictions.length > 0) throw new ConfigError(contradictions);
  return { config, home, file, sources };
}

function readFileLayer(file: string, mustExist: boolean, env: Environment): YamlLayer {
  const nothing: YamlLayer = { candidates: [], problems: [], used: new Set() };
  try {
    const { size } = statSync(file);
    if (size <= FILE_BYTES_MAX) return yamlLayer(readFileSync(file, 'utf8'), file, env);
    nothing.problems.push({
      source: file,
      key: '',
      message: `found a file of ${size} bytes, allowed is: at most ${FILE_BYTES_MAX}`,
      remedy: 'Name a configuration file',
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !mustExist) return nothing;
    const missing = code === 'ENOENT';
    nothing.problems.push({
      source: file,
      key: '',
      message: missing ? 'the file does not exist' : `the file cannot be read (${code ?? 'unknown error'})`,
      remedy: missing ? 'Create it, or name another with --config' : 'Make it a file that this user may read',
    });
  }
  return nothing;
}

function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}

function nest(winners: Iterable<Candidate>, home: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { setting, value } of winners) {
    let group = root;
    for (const name of setting.path.slice(0, -1)) group = (group[name] ??= {}) as Record<string, unknown>;
    group[setting.path.at(-1) ?? ''] = setting.kind === 'path' ? absolute(value as string, home) : value;
  }
  return root;
}

function absolute(path: string, home: string): string {
  const expanded = expandHome(path);
  return isAbsolute(expanded) ? expanded : join(home, expanded);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child);
    Object.freeze(value);
  }
  return value;
}
