import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { GraphSchema } from './graph-schema';
import { graphSchemaSchema } from './graph-schema';

/** One thing that is wrong in a schema file. */
export interface SchemaFileProblem {
  /** From 1. */
  line: number;
  /** Where: `relations.uses.from[1]`; empty for the whole file. */
  path: string;
  message: string;
}

export type ParsedSchema =
  { schema: GraphSchema; problems: [] } | { schema: null; problems: SchemaFileProblem[] };

/** Reads a schema file; every problem is reported, not the first alone. */
export function parseSchemaFile(text: string): ParsedSchema {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      schema: null,
      problems: document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        path: '',
        message: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
      })),
    };
  }
  const parsed = graphSchemaSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { schema: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => ({
    line: lines.linePos(offsetOf(document, issue.path)).line,
    path: pathText(issue.path),
    message: issue.message,
  }));
  return { schema: null, problems: problems.sort((a, b) => a.line - b.line) };
}

/** Where the value stands, or the nearest thing around it that is in the file. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    const next: { at: number; value: unknown } | undefined = child(node, step);
    if (!next) break;
    offset = next.at;
    node = next.value;
  }
  return offset;
}

function child(node: unknown, step: PropertyKey): { at: number; value: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item?.range ? { at: item.range[0], value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
  const key = pair?.key as Node | undefined;
  return key?.range ? { at: key.range[0], value: pair?.value } : undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
