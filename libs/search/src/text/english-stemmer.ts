import { newStemmer } from 'snowball-stemmers';
import { regularForm } from './irregular-words';

const PLAIN_WORD = /^[a-z]{3,40}$/;

const snowball = newStemmer('english');

/** "paintings" and "painted" meet in "paint". Words with other letters than a to z stay as they are. */
export function stemEnglish(word: string): string {
  return PLAIN_WORD.test(word) ? snowball.stem(regularForm(word)) : word;
}
