import type { Lexicon } from './lexicon';

/** How a verb stands in a sentence: it must agree with its subject, or it belongs to something else. */
export type VerbForm = 'base' | 'third' | 'first' | 'plural' | 'past' | 'ing' | 'participle' | 'plain';

/** Every form of an English verb, from the file's irregular ones or by the rules of spelling. */
export function formsOf(verb: string, lexicon: Lexicon): [string, VerbForm][] {
  const irregular = lexicon.forms[verb];
  if (irregular) {
    return Object.entries(irregular).flatMap(([form, words]) =>
      (words ?? []).map((word): [string, VerbForm] => [word, form as VerbForm]),
    );
  }
  const past = pastOf(verb);
  return [
    [verb, 'base'],
    [thirdOf(verb), 'third'],
    [past, 'past'],
    [past, 'participle'],
    [ingOf(verb), 'ing'],
  ];
}

function thirdOf(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

function pastOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return `${doubled(verb)}ed`;
}

function ingOf(verb: string): string {
  if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return `${doubled(verb)}ing`;
}

/** "ship" → "shipp": one syllable, one vowel, one consonant. */
function doubled(verb: string): string {
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb) ? verb + verb.slice(-1) : verb;
}
