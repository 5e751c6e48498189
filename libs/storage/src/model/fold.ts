const ASCII = /^[\x00-\x7f]*$/;
const MARKS = /\p{M}+/gu;

/**
 * Text without diacritics and case, for finding: `Đặng Trâm` and `dang tram` fold to the same. `đ` has no
 * decomposition in Unicode, so it is folded by name.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower.normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd').normalize('NFC');
}
