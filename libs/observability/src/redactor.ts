// Not that of the config lib: a worker thread that only logs would load the whole schema.
const REDACTED = '[redacted]';

/** Anywhere in the name of a key, case and punctuation left out. */
const SECRET_KEY =
  /authorization|cookie|password|passwd|passphrase|secret|apikey|accesskey|privatekey|credential|jwt|dsn$|token$|^pwd$/;
/** What people tell their agents, and what is answered to them. */
const CONTENT_KEYS = new Set([
  ...[
    'content',
    'text',
    'texts',
    'query',
    'question',
    'answer',
    'messages',
    'summary',
    'prompt',
    'completion',
  ],
  ...['keyword', 'passage', 'passages', 'quote', 'snippet', 'citations', 'conclusions', 'evidence'],
  ...['parameters', 'metadata', 'attributes', 'body', 'rawbody', 'input', 'output', 'memories', 'examples'],
]);
/** Secrets within a text: a credential of a header, a password of an address, keys of ours and of providers. */
const SECRET_TEXT: readonly [RegExp, string][] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${REDACTED}`],
  [/(\w:\/\/[^\s/:@]*):[^\s/@]+@/g, `$1:${REDACTED}@`],
  [/\b(egm_|sk-|AIza)[\w-]{10,}/g, REDACTED],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, REDACTED],
  [/\b(password|passwd|secret|api[_-]?key|token)(["']?\s*[=:]\s*["']?)[^\s"'&,;]{3,}/gi, `$1$2${REDACTED}`],
];
/** Only a text with one of these is searched: nearly none is. */
const SUSPICIOUS = /bearer|basic|:\/\/|egm_|sk-|AIza|eyJ|pass|secret|key|token/i;

const DEPTH_MAX = 6;
const ITEMS_MAX = 50;

export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return SECRET_TEXT.reduce((result, [pattern, instead]) => result.replace(pattern, instead), text);
}

/** Copies what is to be logged without its secrets and, unless `includeContent`, without what memories hold. Bounded in depth and width. */
export class Redactor {
  constructor(private readonly includeContent: boolean) {}

  object(value: object): Record<string, unknown> {
    return this.copy(value, 0) as Record<string, unknown>;
  }

  private copy(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return redactText(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= DEPTH_MAX) return '[deeper]';
    if (value instanceof Error) return this.error(value, depth);
    if (ArrayBuffer.isView(value)) return `[binary, ${value.byteLength} bytes]`;
    if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => this.copy(item, depth + 1));
    if (value instanceof Map) return this.fields(Object.fromEntries(value as Map<string, unknown>), depth);
    if (value instanceof Set) return this.copy([...(value as Set<unknown>)], depth);
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function') return this.copy(toJSON.call(value), depth + 1);
    return this.fields(value, depth);
  }

  private fields(value: object, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(value)) result[key] = this.field(key, child, depth);
    return result;
  }

  private field(key: string, value: unknown, depth: number): unknown {
    if (value === undefined || value === null || typeof value === 'boolean') return value;
    const plain = key.toLowerCase().replace(/[^a-z]/g, '');
    if (SECRET_KEY.test(plain)) return REDACTED;
    if (typeof value === 'number') return value;
    if (!this.includeContent && CONTENT_KEYS.has(plain)) return '[content]';
    return this.copy(value, depth + 1);
  }

  private error(error: Error, depth: number): Record<string, unknown> {
    const { cause, stack, message: _, ...own } = error as Error & Record<string, unknown>;
    return {
      type: error.name,
      message: redactText(error.message),
      ...this.fields(own, depth),
      ...(typeof stack === 'string' && { stack: redactText(stack) }),
      ...(cause !== undefined && { cause: this.copy(cause, depth + 1) }),
    };
  }
}
