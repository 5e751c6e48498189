import type { Argument, Command, Option } from 'commander';
import { EXIT_BY_CODE, EXIT_MEANINGS } from '../exit-code';

const HEAD = `# Command line

<!-- Written from the commands themselves by \`node dist/apps/cli/src/reference/reference.main.js\`; edit those, not this page. -->

\`engram\` works on the data folder by itself, also while a server runs on it: both see each other's writes at once.

- Answers go to standard output, everything about them (notes, progress, errors) to standard error.
- On a terminal there are tables, wrapping and colour; in a pipe a table is one line a row with tabs between the cells.
- With \`--json\` an answer is one JSON document, in the names of the HTTP contract (what stands under \`data\` there);
  \`dump\` is one document a line either way. A failure leaves standard output empty and is the error envelope
  \`{"error":{"code","message","details"?}}\` on one line of standard error.
- \`-\` stands for standard input wherever a text or a file is taken.
- Times are dates (\`2026-03-01\`), dates with time (\`2026-03-01T19:30:00+07:00\`, UTC where no offset is given) or ages
  (\`30m\`, \`2h\`, \`7d\`).
- A reader that leaves early (\`engram dump | head\`) is no error.
`;

/** `docs/cli.md`. */
export function renderReference(program: Command): string {
  const help = program.createHelp();
  const sections = [
    HEAD,
    '## Options of every command\n',
    optionTable(help.visibleOptions(program)),
    '## Commands\n',
  ];
  for (const command of leaves(program)) sections.push(renderCommand(command));
  sections.push(renderExitCodes());
  return `${sections.join('\n').trimEnd()}\n`;
}

function leaves(command: Command): Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== 'help')
    .flatMap((child) => (child.commands.length > 0 ? leaves(child) : [child]));
}

function renderCommand(command: Command): string {
  const help = command.createHelp();
  const summary = command.summary() || command.description();
  const lines = [`### \`${pathOf(command)}\`\n`, `${capital(summary)}.\n`];
  if (command.summary() && command.description()) lines.push(`${command.description()}\n`);
  lines.push(`\`\`\`\n${help.commandUsage(command)}\n\`\`\`\n`);
  if (command.registeredArguments.length > 0) lines.push(argumentTable(command.registeredArguments));
  const options = help.visibleOptions(command).filter((option) => option.long !== '--help');
  if (options.length > 0) lines.push(optionTable(options));
  return lines.join('\n');
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function argumentTable(list: readonly Argument[]): string {
  return table(
    ['argument', 'what it is'],
    list.map((argument) => [
      `\`${argument.name()}\`${argument.required ? '' : ' (optional)'}`,
      described(argument.description, argument.argChoices, argument.defaultValue),
    ]),
  );
}

function optionTable(options: readonly Option[]): string {
  return table(
    ['option', 'what it does'],
    options.map((option) => [
      `\`${option.flags}\``,
      described(option.description, option.argChoices, option.negate ? undefined : option.defaultValue),
    ]),
  );
}

function described(text: string, choices: readonly string[] | undefined, fallback: unknown): string {
  const notes = [
    choices && `one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`,
    fallback !== undefined &&
      fallback !== false &&
      `default \`${JSON.stringify(fallback).replaceAll('"', '')}\``,
  ].filter(Boolean);
  return notes.length > 0 ? `${text} (${notes.join('; ')})` : text;
}

function renderExitCodes(): string {
  const codes = Object.entries(EXIT_BY_CODE);
  const rows = EXIT_MEANINGS.map(([exit, meaning]) => [
    `${exit}`,
    meaning,
    codes
      .filter(([, value]) => value === exit)
      .map(([code]) => `\`${code}\``)
      .join(', '),
  ]);
  return `## Exit codes\n\n${table(['exit code', 'meaning', 'error codes'], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')}\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
