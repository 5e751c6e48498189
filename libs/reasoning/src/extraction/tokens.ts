/** A word, a clitic ("'m", "n't", "'s") or a punctuation mark of a sentence. */
export interface Token {
  text: string;
  lower: string;
  word: boolean;
  /** Begins with a capital, or has one inside ("iPhone"). */
  capital: boolean;
  /** Within quotation marks that do not hold the whole sentence. */
  quoted: boolean;
}

const TOKEN =
  /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[._+#&-](?=[\p{L}\p{N}])|['’](?=\p{L}))*[+#]{0,2}|['’](?:m|s|re|ve|ll|d)\b|[^\s]/giu;
const CLITIC = /^(.*?)(n['’]t|['’](?:m|s|re|ve|ll|d))$/iu;
/** What is written there is not speech. */
const NOT_SPEECH = /```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/\S+|\S+@\S+\.\S+/gu;

/** Blanks out code, addresses and links, so that offsets stay. */
export function withoutCode(text: string): string {
  return text.replace(NOT_SPEECH, (match) => match.replace(/[^\n]/gu, ' '));
}

export function tokenize(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (const [raw] of sentence.normalize('NFC').matchAll(TOKEN)) {
    const word = /[\p{L}\p{N}]/u.test(raw);
    const clitic = word ? CLITIC.exec(raw) : null;
    if (!clitic || clitic[1] === '') {
      tokens.push(token(raw, word));
      continue;
    }
    // "can't" is "can" + "n't"; "won't" is "wo" + "n't", which no rule needs to know.
    tokens.push(token(clitic[1] as string, true), token(clitic[2] as string, true));
  }
  markQuotes(tokens);
  return tokens;
}

function token(raw: string, word: boolean): Token {
  const text = raw.replace('’', "'");
  return {
    text,
    lower: text.toLowerCase(),
    word,
    capital: word && /^\p{Lu}|^\p{Ll}{1,2}\p{Lu}/u.test(text),
    quoted: false,
  };
}

const OPENING = new Set(['"', '“', '«']);
const CLOSING = new Set(['"', '”', '»']);

function markQuotes(tokens: Token[]): void {
  let open = -1;
  tokens.forEach((current, index) => {
    if (open < 0) {
      if (OPENING.has(current.text)) open = index;
      return;
    }
    if (!CLOSING.has(current.text)) return;
    const whole = open === 0 && tokens.slice(index + 1).every((rest) => !rest.word);
    if (!whole) for (let inner = open + 1; inner < index; inner += 1) (tokens[inner] as Token).quoted = true;
    open = -1;
  });
}
