import { readText, type Candidate } from './candidate';
import { isGroup, settingOf, unknownKeyRemedy } from './catalogue';
import type { Layer } from './environment.layer';

/** Settings from the command line: by key, as text or as their own type. */
export type Overrides = Readonly<Record<string, unknown>>;

/** `--set key=value` flags, and those of a command's own flags (`--port`), which win over them. */
export function overrideLayer(set: readonly string[], overrides: Overrides): Layer {
  const layer: Layer = { candidates: [], problems: [] };
  for (const assignment of set) {
    const equals = assignment.indexOf('=');
    if (equals < 1) {
      layer.problems.push({
        source: 'command line, --set',
        key: '',
        message: 'found a text without a key and "="',
        remedy: 'Write --set key=value, for example --set serve.port=8765',
      });
    } else {
      add(layer, assignment.slice(0, equals).trim(), assignment.slice(equals + 1), 'command line, --set');
    }
  }
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) add(layer, key, value, 'command line');
  }
  return layer;
}

function add(layer: Layer, key: string, value: unknown, source: string): void {
  const setting = settingOf(key);
  if (setting) {
    const candidate: Candidate = {
      setting,
      value: typeof value === 'string' ? readText(setting, value) : value,
      source,
    };
    layer.candidates.push(candidate);
    return;
  }
  layer.problems.push({
    source,
    key,
    message: isGroup(key) ? 'found a value for a section' : 'no setting has this name',
    remedy: isGroup(key)
      ? `Name a setting within it. ${unknownKeyRemedy(`${key}.?`)}`
      : unknownKeyRemedy(key),
  });
}
