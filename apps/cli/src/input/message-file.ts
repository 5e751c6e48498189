import { z } from 'zod';
import { InvalidRequestError, LIMITS, type EpochMs } from '@engram/kernel';
import type { Message } from '@engram/reasoning';
import { MESSAGE_ROLES } from '@engram/reasoning';
import type { IngestOptions } from '../options/reasoning.options';
import type { Conversation } from './conversation-file';
import {
  looksLikeConversation,
  parseConversations,
  sessionName,
  sessionTime,
  turnText,
} from './conversation-file';
import { inBatches, jsonLines } from './json-lines';
import { readJson } from './json-file';
import { refusal } from './memory-document';
import { nameOf } from './standard-input';
import { parseTime } from './time-input';

/** A file that is not read line by line is held in memory whole. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

const messageSchema = z.strictObject({
  role: z.enum(MESSAGE_ROLES),
  content: z.string().min(1),
  name: z.string().min(1).optional(),
  timestamp: z.string().optional(),
});

const documentSchema = z.union([
  z.array(messageSchema).min(1),
  z.object({ messages: z.array(messageSchema).min(1), session_id: z.string().min(1).optional() }),
]);

/** Messages that go in together, in order. */
export interface MessageGroup {
  sessionId: string | undefined;
  messages: Message[];
}

/** @throws InvalidRequestError naming what is wrong where. */
export async function* messageGroups(
  file: string,
  { format, session }: Pick<IngestOptions, 'format' | 'session'>,
  now: EpochMs,
): AsyncGenerator<MessageGroup> {
  if (format === 'jsonl' || (format === 'auto' && /\.(jsonl|ndjson)$/i.test(file))) {
    yield* fromLines(file, session, now);
    return;
  }
  const document = await readJson(file, FILE_BYTES_MAX);
  if (format === 'conversation' || (format === 'auto' && looksLikeConversation(document))) {
    if (session !== undefined)
      throw new InvalidRequestError('conversations name their own sessions: leave out --session');
    for (const conversation of parseConversations(document)) yield* fromConversation(conversation);
    return;
  }
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) throw notMessages(file, parsed.error);
  const messages = 'messages' in parsed.data ? parsed.data.messages : parsed.data;
  const named = 'messages' in parsed.data ? parsed.data.session_id : undefined;
  yield* chunks({
    sessionId: session ?? named,
    messages: messages.map((message) => toMessage(message, now)),
  });
}

async function* fromLines(
  file: string,
  session: string | undefined,
  now: EpochMs,
): AsyncGenerator<MessageGroup> {
  for await (const batch of inBatches(jsonLines(file), LIMITS.ingestMessages)) {
    const messages = batch.map(({ line, value }) => {
      const parsed = messageSchema.safeParse(value);
      if (!parsed.success) throw refusal(parsed.error, `line ${line}: `);
      return toMessage(parsed.data, now);
    });
    yield { sessionId: session, messages };
  }
}

export function* fromConversation(conversation: Conversation): Generator<MessageGroup> {
  for (const session of conversation.sessions) {
    const timestamp = sessionTime(session.date_time);
    const messages = session.turns
      .map((turn): Message => ({ role: 'user', name: turn.speaker, content: turnText(turn), timestamp }))
      .filter(({ content }) => content !== '');
    yield* chunks({ sessionId: sessionName(conversation, session), messages });
  }
}

function* chunks({ sessionId, messages }: MessageGroup): Generator<MessageGroup> {
  for (let at = 0; at < messages.length; at += LIMITS.ingestMessages) {
    yield { sessionId, messages: messages.slice(at, at + LIMITS.ingestMessages) };
  }
}

function toMessage({ timestamp, name, ...message }: z.output<typeof messageSchema>, now: EpochMs): Message {
  return {
    ...message,
    ...(name !== undefined && { name }),
    ...(timestamp !== undefined && { timestamp: parseTime(timestamp, 'timestamp', now) }),
  };
}

function notMessages(file: string, error: z.ZodError): InvalidRequestError {
  const [first] = error.issues;
  const where = first?.path.map(String).join('.') ?? '';
  return new InvalidRequestError(
    `${nameOf(file)} holds neither messages[] nor sessions[].turns[]${where && ` (first trouble at ${where})`}; ` +
      'a message is {"role", "content", "name"?, "timestamp"?}',
  );
}
