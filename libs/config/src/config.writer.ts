import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { readText } from './candidate';
import { settingOf, unknownKeyRemedy } from './catalogue';
import { ConfigError } from './config.error';
import { checkConfigText } from './config.loader';
import type { Environment } from './environment.layer';

/**
 * Sets one setting in a configuration file; comments and order stay. The whole result is checked before anything is
 * written, and the file is then replaced in one step, readable by its owner alone. A text that holds `${…}` is kept
 * as it is and expanded at every start.
 * @throws ConfigError when the key is unknown or the result would not load; the file is then as it was.
 */
export function setConfigValue(
  file: string,
  key: string,
  text: string,
  env: Environment = process.env,
): void {
  const setting = settingOf(key);
  if (!setting) {
    throw new ConfigError([
      { source: 'config set', key, message: 'no setting has this name', remedy: unknownKeyRemedy(key) },
    ]);
  }
  const before = readExisting(file);
  const document = parseDocument(before);
  if (document.errors.length > 0) checkConfigText(before, file, env);
  const value = text.includes('${') ? text : readText(setting, text);
  for (let depth = 1; depth < setting.path.length; depth += 1) {
    const group = setting.path.slice(0, depth);
    // A section that holds nothing is null in YAML, and nothing can be put into null.
    if (document.hasIn(group) && document.getIn(group) === null)
      document.setIn(group, document.createNode({}));
  }
  document.setIn(setting.path, value);
  const after = document.toString({ lineWidth: 0 });
  checkConfigText(after, file, env);
  replaceFile(file, after);
}

function readExisting(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Writes beside the file, to the disk, then renames: a crash leaves the old file or the new one, never half of one. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const target = resolveLink(file);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  const folder = openSync(dirname(target), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function resolveLink(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
