const MARKS = /\p{M}+/gu;
const PLAIN_ASCII = /^[\x00-\x7f]*$/;

/**
 * Case and diacritics folded, so that `tram` finds `Trâm` and `DUNG` finds `Đũng`. `đ` has no decomposition in
 * Unicode and is folded by hand. One function for names, words and queries: what is folded differently never meets.
 */
export function fold(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');
}
