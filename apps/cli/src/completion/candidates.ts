import type { Argument, Command, Option } from 'commander';

/** What a shell may offer for the last of `words` (those after `engram`). Empty: let the shell offer files. */
export async function candidates(
  program: Command,
  words: readonly string[],
  tenants: () => Promise<readonly string[]>,
): Promise<string[]> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const { command, waiting, given, optionsOver } = walk(program, before);
  if (waiting) return matching(await valuesOf(waiting, tenants), current);
  if (!optionsOver && current.startsWith('-')) {
    const [flag = '', value] = splitAssignment(current);
    if (value === undefined) return matching(flagsOf(command), current);
    const option = findOption(command, flag);
    const values = option ? await valuesOf(option, tenants) : [];
    return matching(values, value).map((choice) => `${flag}=${choice}`);
  }
  const argument: Argument | undefined = command.registeredArguments[given];
  return matching([...subcommandsOf(command), ...(argument?.argChoices ?? [])], current);
}

interface Place {
  command: Command;
  /** The option whose value comes next. */
  waiting: Option | undefined;
  /** Arguments of the command that were given already. */
  given: number;
  /** After `--` nothing is a flag. */
  optionsOver: boolean;
}

function walk(program: Command, words: readonly string[]): Place {
  const place: Place = { command: program, waiting: undefined, given: 0, optionsOver: false };
  for (const word of words) {
    if (place.waiting) {
      place.waiting = undefined;
    } else if (word === '--') {
      place.optionsOver = true;
    } else if (!place.optionsOver && word.startsWith('-')) {
      const [flag = '', value] = splitAssignment(word);
      const option = findOption(place.command, flag);
      if (option && takesValue(option) && value === undefined) place.waiting = option;
    } else {
      const child = place.command.commands.find(
        (command) => command.name() === word || command.aliases().includes(word),
      );
      if (child && place.given === 0) place.command = child;
      else place.given += 1;
    }
  }
  return place;
}

function splitAssignment(word: string): [string, string | undefined] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

/** Those of the command and, as they are understood everywhere, of all above it. */
function optionsOf(command: Command): Option[] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])].filter(
    (option) => !option.hidden,
  );
}

function findOption(command: Command, flag: string): Option | undefined {
  return optionsOf(command).find((option) => option.long === flag || option.short === flag);
}

function flagsOf(command: Command): string[] {
  const flags = optionsOf(command).map((option) => option.long ?? option.short ?? '');
  return [...new Set([...flags, '--help'])].filter((flag) => flag !== '');
}

function subcommandsOf(command: Command): string[] {
  const help = command.createHelp();
  return help
    .visibleCommands(command)
    .map((child) => child.name())
    .filter((name) => name !== 'help');
}

async function valuesOf(
  option: Option,
  tenants: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (option.long === '--tenant') return tenants();
  return option.argChoices ?? [];
}

function matching(values: readonly string[], current: string): string[] {
  return values.filter((value) => value.startsWith(current));
}
