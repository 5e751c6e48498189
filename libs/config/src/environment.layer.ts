import { readText, type Candidate } from './candidate';
import { SETTINGS, settingOfVariable } from './catalogue';
import type { ConfigProblem } from './config.error';
import { closest } from './suggestion';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Layer {
  candidates: Candidate[];
  problems: ConfigProblem[];
}

const PREFIX = 'ENGRAM_';
/** Read before the layers, not settings of one. */
const OWN = new Set(['ENGRAM_HOME']);
/**
 * Kubernetes and Docker links put the addresses of a service that is called "engram" into the environment of its
 * neighbours: those are not ours and no mistake of anybody.
 */
const SERVICE_LINK =
  /^ENGRAM(_SERVICE_(HOST|PORT(_\w+)?)|_PORT(_\d+_(TCP|UDP)(_(ADDR|PORT|PROTO))?)?|_NAME)$/;

function isServiceLink(name: string, value: string): boolean {
  if (!SERVICE_LINK.test(name)) return false;
  return name !== 'ENGRAM_PORT' || /^(tcp|udp):\/\//.test(value);
}

/**
 * Settings from `ENGRAM_*` variables. An empty one counts as not set. Variables that the file itself asks for
 * (`usedByFile`) may have any name.
 */
export function environmentLayer(env: Environment, usedByFile: ReadonlySet<string>): Layer {
  const layer: Layer = { candidates: [], problems: [] };
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith(PREFIX) || text === undefined || text === '' || OWN.has(name)) continue;
    const source = `environment variable ${name}`;
    const setting = settingOfVariable(name);
    if (setting) {
      layer.candidates.push({ setting, value: readText(setting, text), source });
    } else if (!usedByFile.has(name) && !isServiceLink(name, text)) {
      const near = closest(
        name,
        SETTINGS.map(({ variable }) => variable),
      );
      layer.problems.push({
        source,
        key: '',
        message: `no setting has this name (it holds ${text === '' ? 'nothing' : 'a text'})`,
        remedy: near ? `Did you mean ${near}?` : 'Remove it; docs/configuration.md lists all names',
      });
    }
  }
  return layer;
}

/** The environment of this process without `ENGRAM_*`: for a child that must not take over this one's settings. */
export function environmentWithoutSettings(
  env: Environment = process.env,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith(PREFIX)));
}
