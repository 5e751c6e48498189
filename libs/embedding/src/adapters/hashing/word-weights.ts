/**
 * Words that say how a sentence is built and hardly what it is about, folded: English, then Vietnamese. Only words
 * that are as empty in the other language are listed ("do" and "to" are; Vietnamese "ban", friend, is not).
 */
const FUNCTION_WORDS = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have he her him his how i if in is it ' +
    'its just me my no not of on or our she should so than that the their them then there these they this those to ' +
    'too us was we were what when where which who why will with would you your ' +
    'la va cua cho nhung khong duoc mot nay kia thi ma cac cung rat bi vi nen neu voi se dang vao ra gi nao'
  ).split(' '),
);

const FUNCTION_WORD_WEIGHT = 0.1;

/** How much a folded word says about what a text is about, in (0, 1]. */
export function weightOfWord(folded: string): number {
  return FUNCTION_WORDS.has(folded) ? FUNCTION_WORD_WEIGHT : 1;
}
