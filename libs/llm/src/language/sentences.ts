/** A stretch of a text; UTF-16 offsets, end exclusive. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

/** A text of one endless "sentence" is cut here, at a space. */
const SENTENCE_CHARS = 600;

const END = /[.!?…。！？]+["'”’)\]]*(?=\s|$)|\n+/gu;
const ABBREVIATION =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|sr|jr|vs|etc|e\.g|i\.e|no|inc|ltd|co|corp|tp|th|ts|ths|\p{Lu})\.$/iu;

/** Cuts a text into sentences, without the space around them; a line break ends one too. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    // "Dr. Smith", "J. R. R. Tolkien": the dot belongs to the word.
    if (match[0] === '.' && ABBREVIATION.test(text.slice(start, end)) && end < text.length) continue;
    push(sentences, text, start, end);
    start = end;
  }
  push(sentences, text, start, text.length);
  return sentences;
}

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  let start = from;
  while (start < to) {
    let end = to;
    if (end - start > SENTENCE_CHARS) {
      const space = text.lastIndexOf(' ', start + SENTENCE_CHARS);
      end = space > start ? space : start + SENTENCE_CHARS;
    }
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed !== '') {
      const at = start + raw.indexOf(trimmed);
      sentences.push({ text: trimmed, start: at, end: at + trimmed.length });
    }
    start = end;
  }
}
