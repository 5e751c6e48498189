import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { readText, typeName } from './candidate';
import { isGroup, settingOf, unknownKeyRemedy, type Setting } from './catalogue';
import type { ConfigProblem } from './config.error';
import type { Environment, Layer } from './environment.layer';
import { expand } from './expansion';

export interface YamlLayer extends Layer {
  /** Variables that the file asks for. */
  used: Set<string>;
}

/** Reads a configuration file; `file` is only named in messages. */
export function yamlLayer(text: string, file: string, env: Environment): YamlLayer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const reader = new YamlReader(document, file, lines, env);
  for (const error of [...document.errors, ...document.warnings]) {
    reader.report(error.pos[0], '', error.message, 'Correct the YAML');
  }
  if (document.errors.length === 0) reader.readGroup(document.contents, '');
  return reader.layer;
}

class YamlReader {
  readonly layer: YamlLayer = { candidates: [], problems: [], used: new Set() };

  constructor(
    private readonly document: Document,
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly env: Environment,
  ) {}

  /** A mapping of sections or settings. Nothing at all counts as an empty one. */
  readGroup(node: unknown, prefix: string): void {
    const group = this.resolve(node);
    if (!group || (isScalar(group) && group.value === null)) return;
    if (!isMap(group)) {
      this.report(
        offsetOf(group),
        prefix,
        `found ${typeName(plain(group))}, allowed is: a mapping`,
        'Write its settings below it, one per line',
      );
      return;
    }
    for (const pair of group.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '?';
      const key = prefix ? `${prefix}.${name}` : name;
      const setting = settingOf(key);
      if (isGroup(key)) this.readGroup(pair.value, key);
      else if (setting) this.readSetting(setting, pair.value, offsetOf(pair.key));
      else {
        const found = typeName(plain(this.resolve(pair.value)));
        this.report(
          offsetOf(pair.key),
          key,
          `no setting has this name (it holds ${found})`,
          unknownKeyRemedy(key),
        );
      }
    }
  }

  private readSetting(setting: Setting, raw: unknown, keyOffset: number): void {
    const node = this.resolve(raw);
    const offset = node ? offsetOf(node) : keyOffset;
    const problemsBefore = this.layer.problems.length;
    const value = this.valueOf(setting, node, offset);
    if (this.layer.problems.length > problemsBefore) return;
    this.layer.candidates.push({ setting, value, source: this.source(offset) });
  }

  private valueOf(setting: Setting, node: Node | null, offset: number): unknown {
    if (isSeq(node)) {
      // What is put into an item is text: an item is never split at a comma.
      return node.items.map((item) => this.textOf(setting, plain(this.resolve(item)), offset).value);
    }
    const { value, expanded } = this.textOf(setting, plain(node), offset);
    return expanded && typeof value === 'string' ? readText(setting, value) : value;
  }

  private textOf(setting: Setting, value: unknown, offset: number): { value: unknown; expanded: boolean } {
    if (typeof value !== 'string') return { value, expanded: false };
    const expansion = expand(value, this.env);
    for (const name of expansion.used) this.layer.used.add(name);
    for (const name of new Set(expansion.missing)) {
      this.report(
        offset,
        setting.key,
        `found a text with the variable ${name}, which is not set (allowed is: ${setting.allowed})`,
        `Set ${name}, or write \${${name}:-default}`,
      );
    }
    if (expansion.malformed) {
      this.report(
        offset,
        setting.key,
        'found a text with "${" that is no variable',
        'Write ${NAME} or ${NAME:-default}, or $${ for a plain "${"',
      );
    }
    return { value: expansion.text, expanded: expansion.expanded };
  }

  private resolve(node: unknown): Node | null {
    if (isAlias(node)) return (node.resolve(this.document) as Node | undefined) ?? null;
    return (node ?? null) as Node | null;
  }

  private source(offset: number): string {
    return `${this.file}, line ${this.lines.linePos(offset).line}`;
  }

  report(offset: number, key: string, message: string, remedy: string): void {
    const problem: ConfigProblem = { source: this.source(offset), key, message, remedy };
    this.layer.problems.push(problem);
  }
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

/** The value of a scalar; a mapping or list as an empty one, whose type is all that is of interest. */
function plain(node: Node | null): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return new Array(node.items.length).fill(null);
  return node === null ? null : {};
}
