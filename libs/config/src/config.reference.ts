import { SECTIONS, type Setting } from './catalogue';

const HEAD = `# Configuration

<!-- Written from the schema by \`node dist/libs/config/src/reference.main.js\`; edit the schema, not this page. -->

Each layer wins over those before it: defaults, the file (\`$ENGRAM_HOME/config.yaml\`, or \`--config FILE\`), the
environment (\`ENGRAM_*\`), the command line (\`--set key=value\`). \`ENGRAM_HOME\` is \`~/.engram\` unless it is set.

- In the file, \`\${NAME}\` stands for an environment variable and \`\${NAME:-default}\` for one that may be missing or
  empty; \`$\${\` is a plain \`\${\`.
- In the environment, items of a list are separated by commas, and an empty variable counts as not set.
- A relative path is taken from \`ENGRAM_HOME\`.
- Anything unknown, of the wrong type or out of range is refused, all of it at once, with its place and its remedy;
  nothing starts. \`engram config validate\` only checks.
- Settings marked *planned* belong to a later version: they are listed so that their names are settled, and anything
  but their default is refused.
- Secrets (marked so) are never shown: \`engram config show\` prints \`[redacted]\`.
`;

/** `docs/configuration.md`. */
export function renderReference(): string {
  const sections = SECTIONS.map(({ key, description, settings }) =>
    [
      `## \`${key}\``,
      '',
      description,
      '',
      '| setting | default | allowed | environment | what it does |',
      '|---|---|---|---|---|',
      ...settings.map(row),
      '',
    ].join('\n'),
  );
  return [HEAD, ...sections].join('\n');
}

function row(setting: Setting): string {
  const notes = [setting.description];
  if (setting.secret) notes.push('Secret.');
  if (setting.planned) notes.push(`*Planned: ${setting.planned}.*`);
  if (setting.plannedChoices) notes.push(`*Planned: ${setting.plannedChoices.join(', ')}.*`);
  const cells = [
    `\`${setting.key}\``,
    setting.default === null ? 'none' : `\`${scalar(setting)}\``,
    setting.allowed,
    `\`${setting.variable}\``,
    notes.join(' '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function scalar({ default: value }: Setting): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `config/default.yaml`: every setting with its default, planned ones as comments. */
export function renderDefaultYaml(): string {
  const lines = [
    '# Every setting with its default. Copy to $ENGRAM_HOME/config.yaml what you want to change.',
    '# Written from the schema; docs/configuration.md explains the layers and the names in the environment.',
  ];
  for (const { key, description, settings } of SECTIONS) {
    lines.push('', `# ${description}`);
    const available = settings.some(({ planned }) => !planned);
    lines.push(available ? `${key}:` : `${key}: {}`);
    for (const setting of settings) lines.push(...yamlLines(setting));
  }
  return `${lines.join('\n')}\n`;
}

function yamlLines(setting: Setting): string[] {
  const indent = '  '.repeat(setting.path.length - 1);
  const name = setting.path.at(-1);
  const planned = setting.planned ? ` (planned: ${setting.planned})` : '';
  const comment = `${indent}# ${setting.description} Allowed: ${setting.allowed}.${planned}`;
  return [comment, `${indent}${setting.planned ? '# ' : ''}${name}: ${scalar(setting)}`];
}
