import pc from 'picocolors';

/** How the answer is to look; worked out once, from the flags and from where it goes. */
export interface Style {
  json: boolean;
  /** Tables, wrapping and colour are for a terminal only. */
  terminal: boolean;
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  quiet: boolean;
  verbose: boolean;
}

export interface StyleFlags {
  json?: boolean;
  color?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

const WIDTH_DEFAULT = 80;
const WIDTH_MIN = 40;

export function styleOf(flags: StyleFlags, stream: NodeJS.WriteStream = process.stdout): Style {
  const terminal = stream.isTTY === true;
  return {
    json: flags.json ?? false,
    terminal,
    colour: terminal && flags.color !== false && pc.isColorSupported,
    width: Math.max(WIDTH_MIN, terminal ? (stream.columns ?? WIDTH_DEFAULT) : WIDTH_DEFAULT),
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
  };
}

export type Paint = ReturnType<typeof pc.createColors>;

export function paintOf(style: Pick<Style, 'colour'>): Paint {
  return pc.createColors(style.colour);
}
