import type { Mention } from './mention';
import { mentionOf, standsAt } from './mention';
import type { LanguageRules, RuleBook } from './rule-book';
import type { Token } from './tokens';

/** "Billing API" is a service by its last word. */
export function asHead(mention: Mention, tokens: readonly Token[], book: RuleBook): Mention {
  if (mention.end - mention.start < 2) return mention;
  const last = tokens[mention.end - 1]?.lower ?? '';
  const head = book.languages
    .flatMap(({ heads }) => heads.get(last) ?? [])
    .find(({ words }) => words.length === 1);
  return head ? { ...mention, options: [{ type: head.type, name: mention.text }] } : mention;
}

const HEAD_WORDS = 3;

/** "billing service", "payment-api"; in Vietnamese the noun comes first: "dịch vụ thanh toán". */
export function headMentions(tokens: readonly Token[], rules: LanguageRules): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, index) => {
    const suffix = /^[\p{L}\p{N}._-]+[-_]([\p{L}]+)$/u.exec(token.lower)?.[1];
    const glued = suffix === undefined ? undefined : rules.heads.get(suffix)?.[0];
    if (glued) {
      const options = [{ type: glued.type, name: token.text }];
      found.push(
        mentionOf(tokens, { start: index, end: index + 1, common: false, tentative: false, options }),
      );
    }
    for (const { words, type } of rules.heads.get(token.lower) ?? []) {
      if (!standsAt(tokens, index, words)) continue;
      const span =
        rules.lexicon.language === 'vi'
          ? wordsAfter(tokens, index, words.length, rules)
          : wordsBefore(tokens, index, words.length, rules);
      if (!span) continue;
      const mention = mentionOf(tokens, { ...span, common: false, tentative: false });
      found.push({ ...mention, options: [{ type, name: mention.text }] });
      break;
    }
  });
  return found;
}

function wordsBefore(tokens: readonly Token[], head: number, length: number, rules: LanguageRules) {
  let start = head;
  while (start > 0 && head - start < HEAD_WORDS - 1 && belongs(tokens, start - 1, rules)) start -= 1;
  // A name is taken whole: "Đà Nẵng half marathon".
  while (tokens[start]?.capital && tokens[start - 1]?.capital && belongs(tokens, start - 1, rules))
    start -= 1;
  return start === head ? undefined : { start, end: head + length };
}

function wordsAfter(tokens: readonly Token[], head: number, length: number, rules: LanguageRules) {
  const from = head + length;
  let end = from;
  while (end - from < HEAD_WORDS && belongs(tokens, end, rules)) end += 1;
  return end === from ? undefined : { start: head, end };
}

/** A word that can be part of a name made by a head: no function word, no verb of a rule. */
function belongs(tokens: readonly Token[], index: number, { lexicon, verbs }: LanguageRules): boolean {
  const token = tokens[index];
  if (!token?.word || token.quoted || token.lower.startsWith("'") || token.lower === "n't") return false;
  if (lexicon.stopwords.has(token.lower) || lexicon.weak_adjectives.has(token.lower)) return false;
  if (lexicon.not_names_first.has(token.lower)) return false;
  if (lexicon.conjunctions.has(token.lower) || lexicon.before_verb.has(token.lower)) return false;
  if (lexicon.negations.has(token.lower) || lexicon.prepositions.has(token.lower)) return false;
  return !(verbs.get(token.lower) ?? []).some(({ words }) => standsAt(tokens, index, words));
}
