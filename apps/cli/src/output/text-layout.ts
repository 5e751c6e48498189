import type TableLibrary from 'cli-table3';

let library: typeof TableLibrary | undefined;

/** Loaded at its first use: help, pipes and JSON never need it, and it takes longer than the rest of the output. */
export function tableLibrary(): typeof TableLibrary {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  library ??= require('cli-table3') as typeof TableLibrary;
  return library;
}

/**
 * Wraps to `width` columns as a terminal counts them (wide and combining characters, colour codes), by the table
 * library, which measures for its own cells.
 */
export function wrap(text: string, width: number, indent = 0): string {
  const room = Math.max(10, width - indent);
  const Table = tableLibrary();
  const table = new Table({
    chars: NO_BORDER,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [room],
    wordWrap: true,
  });
  table.push([breakLongWords(text, room)]);
  const pad = ' '.repeat(indent);
  return table
    .toString()
    .split('\n')
    .map((line) => `${pad}${line.trimEnd()}`)
    .join('\n');
}

/** The table library cuts a word that does not fit; here it goes on in the next line. */
export function breakLongWords(text: string, room: number): string {
  return text.replace(/\S+/g, (word) => (word.length * 2 <= room ? word : breakWord(word, room)));
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const STYLED = /\u001b\[/;
const NARROW = /^[\u0020-\u024f\u1e00-\u1eff]/u;

function breakWord(word: string, room: number): string {
  if (STYLED.test(word)) return word;
  let used = 0;
  let broken = '';
  for (const { segment } of graphemes.segment(word)) {
    const columns = NARROW.test(segment) ? 1 : 2;
    if (used + columns > room) {
      broken += '\n';
      used = 0;
    }
    broken += segment;
    used += columns;
  }
  return broken;
}

export const NO_BORDER = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
