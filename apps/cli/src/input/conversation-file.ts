import { z } from 'zod';
import { InvalidRequestError, type EpochMs } from '@engram/kernel';
import { refusal } from './memory-document';

const turnSchema = z.object({
  id: z.string().min(1),
  speaker: z.string().min(1),
  text: z.string(),
  image_caption: z.string().optional(),
});

const sessionSchema = z.object({
  session: z.union([z.number(), z.string()]),
  date_time: z.string(),
  turns: z.array(turnSchema),
});

const questionSchema = z.object({
  question: z.string().min(1),
  answer: z.union([z.string(), z.number()]).optional(),
  evidence: z.array(z.string()).default([]),
  category: z.string().default(''),
});

/** A conversation of the LoCoMo set's format; what else it holds is passed over. */
const conversationSchema = z.object({
  conversation_id: z.union([z.string(), z.number()]),
  speakers: z.array(z.string()).default([]),
  sessions: z.array(sessionSchema).min(1),
  questions: z.array(questionSchema).default([]),
});

export type Conversation = z.output<typeof conversationSchema>;
export type Turn = z.output<typeof turnSchema>;
export type Question = z.output<typeof questionSchema>;

export function looksLikeConversation(document: unknown): boolean {
  const first: unknown = Array.isArray(document) ? document[0] : document;
  return typeof first === 'object' && first !== null && 'sessions' in first;
}

/** One conversation or an array of them. @throws InvalidRequestError naming what is wrong where. */
export function parseConversations(document: unknown): Conversation[] {
  const parsed = z
    .array(conversationSchema)
    .min(1)
    .safeParse(Array.isArray(document) ? document : [document]);
  if (!parsed.success) throw refusal(parsed.error);
  return parsed.data;
}

const DATE_TIME = /^(\d{1,2}):(\d{2})\s*(am|pm)\s+on\s+(\d{1,2})\s+([a-z]+),?\s+(\d{4})$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `1:56 pm on 8 May, 2023` (taken as UTC) or an RFC 3339 time. @throws InvalidRequestError */
export function sessionTime(text: string): EpochMs {
  const match = DATE_TIME.exec(text.trim());
  if (!match) {
    const time = Date.parse(text);
    if (Number.isNaN(time)) {
      throw new InvalidRequestError(
        `date_time "${text}" must look like "1:56 pm on 8 May, 2023" or be RFC 3339`,
      );
    }
    return time;
  }
  const [, hour, minute, half, day, month, year] = match as unknown as string[];
  const hours = (Number(hour) % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  return Date.UTC(
    Number(year),
    MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()),
    Number(day),
    hours,
    Number(minute),
  );
}

/** What was said, with what was shown: a picture is in memory by its caption. */
export function turnText(turn: Turn): string {
  return turn.image_caption ? `${turn.text} [shares ${turn.image_caption}]`.trim() : turn.text;
}

export function sessionName(conversation: Conversation, session: Conversation['sessions'][number]): string {
  return `${conversation.conversation_id}/${session.session}`;
}
