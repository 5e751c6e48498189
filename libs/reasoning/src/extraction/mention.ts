import type { KnownNode } from './extraction.model';
import type { Token } from './tokens';

/** Something that a sentence names. */
export interface Mention {
  start: number;
  /** Exclusive. */
  end: number;
  /** As it is written there. */
  text: string;
  /** What it can be; empty for a name nobody knows, whose type only a relation can tell. */
  options: KnownNode[];
  /** A common word ("swimming"), which may also be part of a longer thing ("swimming pool"). */
  common: boolean;
  /** May be no name at all: see `NameSpan`. */
  tentative: boolean;
}

/** What is named where, with the longest mention at each place. */
export class SentenceMentions {
  private readonly startingAt = new Map<number, Mention>();
  private readonly endingAt = new Map<number, Mention>();

  constructor(mentions: readonly Mention[]) {
    const taken = new Set<number>();
    const order = [...mentions].sort((a, b) => rank(b) - rank(a) || a.start - b.start);
    for (const mention of order) {
      const span = range(mention);
      if (span.some((index) => taken.has(index))) continue;
      span.forEach((index) => taken.add(index));
      this.startingAt.set(mention.start, mention);
      this.endingAt.set(mention.end, mention);
    }
  }

  at(start: number): Mention | undefined {
    return this.startingAt.get(start);
  }

  before(end: number): Mention | undefined {
    return this.endingAt.get(end);
  }

  all(): Mention[] {
    return [...this.startingAt.values()].sort((a, b) => a.start - b.start);
  }
}

/** Longest first; of equals the one that is known. */
function rank(mention: Mention): number {
  return (mention.end - mention.start) * 2 + (mention.options.length > 0 ? 1 : 0);
}

function range({ start, end }: Mention): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

export type MentionSpan = Pick<Mention, 'start' | 'end' | 'common' | 'tentative'> & { options?: KnownNode[] };

export function mentionOf(tokens: readonly Token[], { options = [], ...span }: MentionSpan): Mention {
  const text = tokens
    .slice(span.start, span.end)
    .map((token, index) => (index === 0 || /^['’.,:!]/.test(token.text) ? token.text : ` ${token.text}`))
    .join('');
  return { ...span, text, options };
}

export function standsAt(tokens: readonly Token[], start: number, words: readonly string[]): boolean {
  return words.every((word, offset) => tokens[start + offset]?.lower === word);
}
