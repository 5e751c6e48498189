import type { Conversation, Question } from '../input/conversation-file';
import type { DemoClient } from './demo-client';
import type { DemoServer } from './demo-server';
import type { DemoStage } from './demo-stage';

/** What the scenes of the demo share. */
export interface DemoWorld {
  stage: DemoStage;
  server: DemoServer;
  client: DemoClient;
  conversations: readonly Conversation[];
  /** The conversation that is shipped: for it there are promises about what is found. */
  shipped: boolean;
  /** Memory ids of the turns, by conversation and turn. */
  memoryOfTurn: Map<string, string>;
}

export function turnKey(conversation: Conversation, turnId: string): string {
  return `${conversation.conversation_id}#${turnId}`;
}

export interface LabelledQuestion {
  conversation: Conversation;
  question: Question;
  /** Ids of the memories that hold the answer. */
  evidence: ReadonlySet<string>;
}

/** Questions whose evidence is in memory; those that nothing answers are not among them. */
export function labelledQuestions({ conversations, memoryOfTurn }: DemoWorld): LabelledQuestion[] {
  return conversations.flatMap((conversation) =>
    conversation.questions
      .filter(({ category }) => category !== 'adversarial')
      .map((question) => ({
        conversation,
        question,
        evidence: new Set(
          question.evidence
            .map((id) => memoryOfTurn.get(turnKey(conversation, id)))
            .filter((id): id is string => id !== undefined),
        ),
      }))
      .filter(({ evidence }) => evidence.size > 0),
  );
}

/** Evenly spread over the list, so that a demo shows all kinds of it. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  const stride = items.length / count;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index + 0.5) * stride)] as Item);
}
