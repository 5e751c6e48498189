import type { Lexicon } from './lexicon';
import type { Token } from './tokens';

/** A run of capitalised words that may be a name. */
export interface NameSpan {
  start: number;
  /** Exclusive. */
  end: number;
  /** Stands where every word has a capital: only what follows can tell that it is a name. */
  tentative: boolean;
}

/** Where a capital says little: the sentence is a heading, or shouted. */
const CAPITAL_SHARE = 0.8;
const CAPITAL_WORDS = 4;

const NONE: ReadonlySet<string> = new Set();

/** A sentence with the words of its language. */
export interface TokenizedSentence {
  tokens: Token[];
  lexicon: Lexicon;
}

/** How words are written across all messages: whether "Hope" is a name is seen from the other places it stands in. */
export class NameEvidence {
  private readonly inside = new Map<string, number>();
  private readonly lowered = new Set<string>();

  add({ tokens }: TokenizedSentence): void {
    if (isShouted(tokens)) return;
    tokens.forEach((token, index) => {
      if (!token.word) return;
      if (!token.capital) this.lowered.add(token.lower);
      else if (!startsClause(tokens, index)) {
        this.inside.set(token.lower, (this.inside.get(token.lower) ?? 0) + 1);
      }
    });
  }

  /** Written with a capital where nothing but a name has one, and never without. */
  confirmed(lower: string): boolean {
    return this.inside.has(lower) && !this.lowered.has(lower);
  }

  /** Never seen without a capital. */
  plausible(lower: string): boolean {
    return !this.lowered.has(lower);
  }

  /** The names of a sentence, left to right. */
  namesIn(sentence: TokenizedSentence): NameSpan[] {
    const { tokens } = sentence;
    if (isShouted(tokens)) return [];
    const spans: NameSpan[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const first = startsClause(tokens, index);
      if (!this.canBeName(sentence, index, first)) continue;
      const end = this.endOfName(sentence, index);
      const word = tokens[index] as Token;
      const tentative = first && !this.confirmed(word.lower);
      if (!tentative || this.plausible(word.lower)) spans.push({ start: index, end, tentative });
      index = end - 1;
    }
    return spans;
  }

  private endOfName(sentence: TokenizedSentence, start: number): number {
    let end = start + 1;
    for (;;) {
      if (this.canBeName(sentence, end, false)) end += 1;
      else if (
        sentence.lexicon.name_joints.has(sentence.tokens[end]?.lower ?? '') &&
        this.canBeName(sentence, end + 1, false)
      )
        end += 2;
      else return end;
    }
  }

  private canBeName({ tokens, lexicon }: TokenizedSentence, index: number, first: boolean): boolean {
    const token = tokens[index];
    if (!token?.word || !token.capital || token.quoted || token.text.length < 2) return false;
    // A Vietnamese name may look like a function word ("Mai", "An"), but not where every word has a capital.
    const common = first || lexicon.language === 'en' ? lexicon.stopwords : NONE;
    return (
      !lexicon.not_names.has(token.lower) &&
      !(first && lexicon.not_names_first.has(token.lower)) &&
      !common.has(token.lower)
    );
  }
}

/** The first word of a sentence, or of what follows a colon, a bracket, an opening quote, a bullet, an emoji. */
export function startsClause(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before === undefined || (!before.word && !/^[,&'’/]$/.test(before.text));
}

function isShouted(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ word }) => word);
  const capitals = words.filter(({ capital }) => capital);
  return words.length >= CAPITAL_WORDS && capitals.length / words.length >= CAPITAL_SHARE;
}
