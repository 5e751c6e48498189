import type { Environment } from './environment.layer';

export interface Expansion {
  text: string;
  /** Whether anything was put in: the result then has no type of its own yet. */
  expanded: boolean;
  /** Names of variables that are not set and have no default. */
  missing: string[];
  /** Names of all variables that were read. */
  used: string[];
  /** A `${` that does not end or does not begin with a name. */
  malformed: boolean;
}

const OPENING = /\$?\$\{/g;
const HEAD = /([A-Za-z_][A-Za-z0-9_]*)(:-|\})/y;

/**
 * Puts variables into a text: `${NAME}`, `${NAME:-default}` (also where NAME is empty; the default may hold
 * variables itself), `$${` for a plain `${`.
 */
export function expand(text: string, env: Environment): Expansion {
  const result: Expansion = { text: '', expanded: false, missing: [], used: [], malformed: false };
  if (!text.includes('${')) return { ...result, text };
  let position = 0;

  /** Reads up to the end, or to the brace that closes a default. */
  function read(withinDefault: boolean): string {
    let out = '';
    for (;;) {
      OPENING.lastIndex = position;
      const opening = OPENING.exec(text);
      const closing = withinDefault ? text.indexOf('}', position) : -1;
      if (closing >= 0 && (!opening || closing < opening.index)) {
        out += text.slice(position, closing);
        position = closing + 1;
        return out;
      }
      if (!opening) {
        if (withinDefault) result.malformed = true;
        out += text.slice(position);
        position = text.length;
        return out;
      }
      out += text.slice(position, opening.index);
      position = OPENING.lastIndex;
      out += opening[0] === '$${' ? '${' : variable();
    }
  }

  function variable(): string {
    HEAD.lastIndex = position;
    const head = HEAD.exec(text);
    const name = head?.[1];
    if (!name) {
      result.malformed = true;
      return '';
    }
    position = HEAD.lastIndex;
    result.expanded = true;
    result.used.push(name);
    const value = env[name];
    if (head[2] === '}') {
      if (value === undefined) result.missing.push(name);
      return value ?? '';
    }
    const missingBefore = result.missing.length;
    const fallback = read(true);
    if (value === undefined || value === '') return fallback;
    // A default that is not needed may name what does not exist.
    result.missing.length = missingBefore;
    return value;
  }

  result.text = read(false);
  return result;
}
