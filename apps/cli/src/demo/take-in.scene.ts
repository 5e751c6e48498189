import type { Conversation } from '../input/conversation-file';
import { sessionName, sessionTime, turnText } from '../input/conversation-file';
import type { DemoWorld } from './demo-world';
import { turnKey } from './demo-world';
import { inMs } from './demo-stage';

interface Ingested {
  memories: { index: number; id: string }[];
  extraction: { status: string; nodes: object[]; edges: object[] };
}

const TURNS_SHOWN = 3;

/** Every session of every conversation goes in through `POST /ingest`, as an agent would send it. */
export async function takeInScene(world: DemoWorld): Promise<void> {
  const { stage, conversations } = world;
  const sessions = conversations.flatMap((conversation) => conversation.sessions);
  const turns = sessions.reduce((sum, session) => sum + session.turns.length, 0);
  await stage.scene(`a conversation goes in: ${turns} turns in ${sessions.length} sessions`);
  await showBeginning(world);
  const progress = await stage.output.progress('   taking in').start(turns);
  let learned = 0;
  const { ms } = await stage.timed('ingest_ms', async () => {
    for (const conversation of conversations) {
      for (const session of conversation.sessions) {
        learned += await takeIn(world, conversation, session);
        progress.advance(session.turns.length);
      }
    }
  });
  progress.stop();
  const told = conversations.flatMap(({ sessions: list }) => list).flatMap((session) => session.turns);
  const kept = told.filter((turn) => turnText(turn) !== '').length;
  await stage.promise(
    'every turn is stored, and facts are extracted from them',
    world.memoryOfTurn.size === kept,
    `${world.memoryOfTurn.size} of ${kept} turns, ${learned} facts, ${inMs(ms)}`,
  );
}

async function showBeginning({ stage, conversations }: DemoWorld): Promise<void> {
  const [first] = conversations[0]?.sessions ?? [];
  await stage.show((page) => {
    page.muted(first?.date_time ?? '', 3);
    for (const { speaker, text } of first?.turns.slice(0, TURNS_SHOWN) ?? []) {
      page.text(`${speaker}: ${text}`, 3);
    }
    page.muted('…', 3);
  });
}

async function takeIn(
  { client, memoryOfTurn }: DemoWorld,
  conversation: Conversation,
  session: Conversation['sessions'][number],
): Promise<number> {
  const turns = session.turns.filter((turn) => turnText(turn) !== '');
  const timestamp = new Date(sessionTime(session.date_time)).toISOString();
  const { memories, extraction } = await client.post<Ingested>('/ingest', {
    session_id: sessionName(conversation, session),
    messages: turns.map((turn) => ({ role: 'user', name: turn.speaker, content: turnText(turn), timestamp })),
  });
  for (const { index, id } of memories) {
    const turn = turns[index];
    if (turn) memoryOfTurn.set(turnKey(conversation, turn.id), id);
  }
  return extraction.edges.length;
}
