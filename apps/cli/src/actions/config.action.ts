import { redact, setConfigValue, settingOf, shownValue, SETTINGS, closest } from '@engram/config';
import { NotFoundError } from '@engram/kernel';
import type { CommandRun } from '../command-run';
import { loadSettings, locate } from '../runtime/load-settings';

export async function showConfig({ globals, output }: CommandRun): Promise<void> {
  const { config, home, file, sources } = loadSettings(globals);
  const document = { home, file, values: redact(config), sources: Object.fromEntries(sources) };
  await output.answer(document, (page) => {
    page.fields({ 'data folder': home, 'configuration file': file }).line();
    page.table(
      [{ title: 'setting' }, { title: 'value', grows: true }, { title: 'comes from' }],
      SETTINGS.filter(({ planned }) => planned === undefined).map(({ key }) => [
        key,
        shown(shownValue(config, key)),
        sources.get(key),
      ]),
    );
  });
}

export async function getConfig({ args, globals, output }: CommandRun): Promise<void> {
  const key = args[0] ?? '';
  if (!settingOf(key)) {
    const near = closest(
      key,
      SETTINGS.map((setting) => setting.key),
    );
    throw new NotFoundError(
      `no setting has the name ${key}; ${near ? `did you mean ${near}?` : 'see `engram config show`'}`,
    );
  }
  const { config, sources } = loadSettings(globals);
  const value = shownValue(config, key);
  await output.answer({ key, value, source: sources.get(key) }, (page) => page.line(shown(value)));
}

export async function setConfig({ args, globals, output }: CommandRun): Promise<void> {
  const [key = '', value = ''] = args;
  const { file } = locate(globals);
  setConfigValue(file, key, value);
  await output.answer({ key, file }, (page) =>
    page.line(
      `${page.paint.green('✔')} ${key} is set in ${file}; a running server takes it at its next start`,
    ),
  );
}

export async function validateConfig({ globals, output }: CommandRun): Promise<void> {
  const { file, sources } = loadSettings(globals);
  const changed = [...sources.values()].filter((source) => source !== 'default').length;
  await output.answer({ valid: true, file, settings_changed: changed }, (page) =>
    page.line(`${page.paint.green('✔')} valid: ${file}, ${changed} setting(s) other than by default`),
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
