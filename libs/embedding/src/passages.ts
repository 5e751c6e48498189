import { LIMITS } from '@engram/kernel';

/** UTF-16 offsets into a content, end exclusive. */
export interface PassageSpan {
  start: number;
  end: number;
}

/** A cut is looked for in the last quarter of a passage, so that none becomes much shorter than the others. */
const SEARCHED_SHARE = 0.25;

const SENTENCE_ENDS = /[.!?…。！？]["'”’)\]]*\s+|[。！？…]|\n+/gu;
const WORD_ENDS = /\s+/gu;
const LOW_SURROGATE_FIRST = 0xdc00;
const LOW_SURROGATE_LAST = 0xdfff;

/**
 * Cuts long content into overlapping passages that are embedded and searched by themselves: one passage up to
 * `LIMITS.passageThresholdChars`, else about `LIMITS.passageChars` each, every one beginning
 * `LIMITS.passageOverlapChars` before the end of the one before. Cuts fall after sentences, else after words, else
 * between code points; together the passages cover every character.
 */
export function splitPassages(content: string): PassageSpan[] {
  if (content.length <= LIMITS.passageThresholdChars) return [{ start: 0, end: content.length }];
  const spans: PassageSpan[] = [];
  let start = 0;
  while (content.length - start > LIMITS.passageChars) {
    const end = cutBefore(content, start + LIMITS.passageChars);
    spans.push({ start, end });
    start = startAfter(content, end - LIMITS.passageOverlapChars, end);
  }
  spans.push({ start, end: content.length });
  return spans;
}

/** The best place for a passage to end, at `latest` or somewhat before. */
function cutBefore(content: string, latest: number): number {
  const from = latest - Math.floor(LIMITS.passageChars * SEARCHED_SHARE);
  const tail = content.slice(from, latest);
  const end = lastEnd(tail, SENTENCE_ENDS) ?? lastEnd(tail, WORD_ENDS);
  return end === undefined ? wholeCodePoint(content, latest) : from + end;
}

/** The first beginning of a word in the overlap; else of a code point. */
function startAfter(content: string, earliest: number, end: number): number {
  const overlap = content.slice(earliest, end);
  const space = /\s+/u.exec(overlap);
  const start = space ? earliest + space.index + space[0].length : earliest;
  return wholeCodePoint(content, start < end ? start : earliest);
}

function lastEnd(text: string, pattern: RegExp): number | undefined {
  let end: number | undefined;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** `at`, or one before it where `at` would separate the halves of a code point. */
function wholeCodePoint(content: string, at: number): number {
  const unit = content.charCodeAt(at);
  const splits = unit >= LOW_SURROGATE_FIRST && unit <= LOW_SURROGATE_LAST && isHigh(content, at - 1);
  return splits ? at - 1 : at;
}

function isHigh(content: string, at: number): boolean {
  const unit = content.charCodeAt(at);
  return unit >= 0xd800 && unit < LOW_SURROGATE_FIRST;
}
