import { readFileSync } from 'node:fs';
import { z } from 'zod';

const turnSchema = z.object({
  id: z.string(),
  speaker: z.string(),
  text: z.string(),
  image_caption: z.string().optional(),
});

const conversationSchema = z.object({
  conversation_id: z.string(),
  sessions: z.array(
    z.object({
      session: z.union([z.number(), z.string()]),
      date_time: z.string(),
      turns: z.array(turnSchema),
    }),
  ),
  questions: z.array(
    z.object({
      question: z.string(),
      evidence: z.array(z.string()),
      category: z.union([z.string(), z.number()]),
    }),
  ),
});

/** One turn as the memory it becomes. */
export interface Turn {
  id: string;
  content: string;
  sessionId: string;
  timestamp: number;
}

export interface Question {
  text: string;
  category: string;
  /** Ids of the turns that answer it; at least one. */
  evidence: string[];
}

export interface Conversation {
  name: string;
  /** In order, session after session. */
  turns: Turn[];
  questions: Question[];
}

/** Reads conversations in the form of LoCoMo: every turn one memory, with speaker, caption, session and time. */
export function loadConversations(file: string): Conversation[] {
  const parsed = z.array(conversationSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.map(({ conversation_id: name, sessions, questions }) => {
    const turns = sessions.flatMap(({ session, date_time: dateTime, turns: ofSession }) => {
      const timestamp = parseDateTime(dateTime);
      return ofSession.map((turn): Turn => {
        return { id: turn.id, content: contentOf(turn), sessionId: `session-${session}`, timestamp };
      });
    });
    const known = new Set(turns.map(({ id }) => id));
    return {
      name,
      turns,
      questions: questions.flatMap(({ question: text, category, evidence }): Question[] => {
        const held = [...new Set(evidence)].filter((id) => known.has(id));
        return held.length > 0 ? [{ text, category: String(category), evidence: held }] : [];
      }),
    };
  });
}

function contentOf({ speaker, text, image_caption: caption }: z.infer<typeof turnSchema>): string {
  return `${speaker}: ${text}${caption ? ` [${caption}]` : ''}`;
}

const DATE_TIME = /^(\d{1,2}):(\d{2}) (am|pm) on (\d{1,2}) (\w+), (\d{4})$/;

/** "1:56 pm on 8 May, 2023", as UTC. */
function parseDateTime(text: string): number {
  const [, hour, minute, half, day, month, year] = DATE_TIME.exec(text) ?? [];
  const hours = (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const time = Date.parse(`${day} ${month} ${year} ${hours}:${minute} UTC`);
  if (Number.isNaN(time)) throw new Error(`not a date and time: ${text}`);
  return time;
}
