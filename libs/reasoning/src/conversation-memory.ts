import type { RememberInput } from '@engram/episodic';
import type { Memory } from '@engram/storage';
import type { ExtractionMessage } from './extraction/extraction.model';
import type { Message } from './model/ingest';

/** Who a user is who gives no name. */
const NAMELESS_USER = 'User';

/** Says "I" in the message; null where nobody in particular does: an assistant or a system prompt without a name. */
export function speakerOf({ role, name }: Message): string | null {
  const given = name?.normalize('NFC').trim();
  if (given) return given;
  return role === 'user' ? NAMELESS_USER : null;
}

/** A message as it is remembered: its content as it was said, who said it beside it, where search looks too. */
export function memoryOf(
  message: Message,
  place: { sessionId: string; namespace?: string | undefined },
): RememberInput {
  const speaker = speakerOf(message);
  return {
    content: message.content,
    memoryType: 'context',
    entities: speaker !== null && message.name ? [speaker] : [],
    metadata: { role: message.role, ...(speaker !== null && { speaker }) },
    timestamp: message.timestamp,
    sessionId: place.sessionId,
    namespace: place.namespace,
    source: 'ingest',
  };
}

/** A memory that came from elsewhere may say its speaker in its text: "Ada: I was there." */
const SPOKEN = /^(\p{Lu}[\p{L}\p{M} .'’-]{0,60}):\s+/u;

/** Who said a memory, and what. */
export function spokenIn(memory: Pick<Memory, 'content' | 'metadata' | 'entities'>): {
  speaker: string | null;
  text: string;
} {
  const { speaker } = memory.metadata;
  if (typeof speaker === 'string') return { speaker, text: memory.content };
  const match = SPOKEN.exec(memory.content);
  if (!match?.[1]) return { speaker: null, text: memory.content };
  return { speaker: match[1], text: memory.content.slice(match[0].length) };
}

/** What a remembered message is to the rules. System prompts and tools tell no facts about anybody. */
export function extractionMessageOf(
  memory: Pick<Memory, 'content' | 'metadata' | 'entities'>,
): ExtractionMessage {
  const { speaker, text } = spokenIn(memory);
  const { role } = memory.metadata;
  const silent = role === 'system' || role === 'tool';
  return { content: silent ? '' : text, speaker: silent ? null : speaker };
}
