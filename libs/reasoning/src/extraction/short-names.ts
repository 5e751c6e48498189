import { fold } from '@engram/kernel';
import type { NameEvidence } from './proper-names';

/** A nickname is at least this long, or it could stand for anybody. */
const NICKNAME_CHARS = 3;

/** First name and nicknames ("Mel" for Melanie) that can mean no other speaker. */
export function shortNames(speaker: string, speakers: readonly string[], evidence: NameEvidence): string[] {
  const first = speaker.split(/\s+/)[0] ?? speaker;
  const candidates = [first];
  for (let length = NICKNAME_CHARS; length < first.length; length += 1) {
    const nickname = first.slice(0, length);
    if (evidence.confirmed(nickname.toLowerCase())) candidates.push(nickname);
  }
  return candidates.filter(
    (name) => speakers.filter((other) => fold(other).startsWith(fold(name))).length === 1 && name !== speaker,
  );
}
