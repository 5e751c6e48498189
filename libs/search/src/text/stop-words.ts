/**
 * Words that say how a sentence is built and hardly what it is about. They are neither indexed nor searched: in the
 * measured conversations that is worth 5 points of recall@10.
 */
const ENGLISH = wordsOf(`
  and or but if then of at by for with about against between into through during after above below from up down out
  off over under again further once here there all any both each few more most other some such nor not only own same
  than too very s t will just don should now d ll m re ve
  we our ours ourselves you your yours yourself yourselves him his himself she her hers herself it its itself they
  them their theirs themselves what which who whom this that these those is are was were been being have has had having
  does did doing would could ought myself where when why how before
  im ive ill id youre youve youll youd hes shes theyre theyve theyll weve were thats whats lets isnt arent wasnt werent
  hasnt havent hadnt doesnt dont didnt wont wouldnt cant cannot couldnt shouldnt
`);

/** English ones that are also Vietnamese names or words without their marks: kept in text that is Vietnamese. */
const ENGLISH_OR_VIETNAMESE = wordsOf('a an am as be can do he i in me my no on so the to');

/** With their marks: without them many are other words ("cua" is a crab). */
const VIETNAMESE = wordsOf(`
  và là của có được cho không với một này kia đó thì mà các những cũng rất bị vì nên nếu từ đến để trong ngoài trên
  dưới khi đã đang sẽ vừa mới lại còn đây ấy gì nào sao thế vậy ạ nhé nhỉ à ơi hay hoặc như tại bởi do ở ra vào lên
  xuống mình tôi bạn chúng ta họ nó ai đâu mấy bao nhiêu
`);

/** Letters that hardly another language has: horned and breved vowels, đ, and the block of tone marks. */
const VIETNAMESE_LETTERS = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/;

export function looksVietnamese(text: string): boolean {
  return VIETNAMESE_LETTERS.test(text);
}

/** @param word In lower case, with its marks. */
export function isStopWord(word: string, vietnamese: boolean): boolean {
  if (ENGLISH.has(word)) return true;
  return vietnamese ? VIETNAMESE.has(word) : ENGLISH_OR_VIETNAMESE.has(word);
}

function wordsOf(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/));
}
