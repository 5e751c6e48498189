import { fold } from '@engram/kernel';
import type { KnownNode } from './extraction.model';
import { asHead, headMentions } from './head-mentions';
import type { Mention } from './mention';
import { SentenceMentions, mentionOf, standsAt } from './mention';
import type { NameEvidence, TokenizedSentence } from './proper-names';
import type { RuleBook } from './rule-book';
import type { Token } from './tokens';

/** Names that stand for a node (speakers, what the graph knows), word by word, folded, by their first word. */
export type KnownNames = ReadonlyMap<string, { words: string[]; node: KnownNode }[]>;

export function findMentions(
  sentence: TokenizedSentence,
  book: RuleBook,
  names: { known: KnownNames; evidence: NameEvidence },
): SentenceMentions {
  const { tokens } = sentence;
  const proper = names.evidence
    .namesIn(sentence)
    .map(({ start, end, tentative }) => mentionOf(tokens, { start, end, tentative, common: false }));
  const known = [
    ...titleMentions(tokens),
    ...knownMentions(tokens, names.known),
    ...keywordMentions(tokens, book),
    ...book.languages.flatMap((rules) => headMentions(tokens, rules)),
  ];
  return new SentenceMentions([
    ...proper.filter((mention) => !isRow(mention, known)).map((mention) => asHead(mention, tokens, book)),
    ...known,
  ]);
}

/** Known names side by side are no new name: "In Vietnam Shopee …". */
function isRow(mention: Mention, known: readonly Mention[]): boolean {
  const parts = known.filter(({ start, end }) => start >= mention.start && end <= mention.end);
  let at = mention.start;
  for (let count = 0; at < mention.end; count += 1) {
    const next = parts.find(({ start, end }) => start === at && (end < mention.end || count > 0));
    if (!next) return false;
    at = next.end;
  }
  return true;
}

const TITLE_WORDS = 8;

/** A title in quotation marks: “Charlotte's Web”. */
function titleMentions(tokens: readonly Token[]): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, start) => {
    if (!token.quoted || tokens[start - 1]?.quoted !== false) return;
    let end = start;
    while (tokens[end]?.quoted) end += 1;
    const words = tokens.slice(start, end).filter(({ word, lower }) => word && !lower.startsWith("'"));
    const capitals = words.filter(({ capital }) => capital);
    if (!token.capital || words.length > TITLE_WORDS || capitals.length * 2 < words.length) return;
    const title = mentionOf(tokens, { start, end, common: false, tentative: false });
    found.push({ ...title, start: start - 1, end: end + 1 });
  });
  return found;
}

/** A name with a capital is recognised by one too: "Hope" is not in "I hope". */
function knownMentions(tokens: readonly Token[], known: KnownNames): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, start) => {
    if (!token.word) return;
    const matching = (known.get(fold(token.lower)) ?? []).filter(({ words }) =>
      words.every((word, offset) => offset === 0 || fold(tokens[start + offset]?.lower ?? '') === word),
    );
    for (const { words, node } of matching) {
      const end = start + words.length;
      const capital = tokens.slice(start, end).some((part) => part.capital);
      if (!capital && node.name !== node.name.toLowerCase()) continue;
      const options = matching
        .filter((other) => other.words.length === words.length)
        .map((other) => other.node);
      found.push(mentionOf(tokens, { start, end, common: !capital, tentative: false, options }));
    }
  });
  return found;
}

function keywordMentions(tokens: readonly Token[], book: RuleBook): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, start) => {
    const longest = (book.keywords.get(token.lower) ?? []).filter(({ words }) =>
      standsAt(tokens, start, words),
    );
    const length = longest[0]?.words.length;
    if (length === undefined) return;
    const options = longest
      .filter(({ words }) => words.length === length)
      .map(({ type, name }): KnownNode => ({ type, name }));
    const end = start + length;
    const common = !tokens.slice(start, end).some((part) => part.capital);
    found.push(mentionOf(tokens, { start, end, common, tentative: false, options }));
  });
  return found;
}
