import type { Conversation } from './locomo';

/** A conversation taken in: answers a question with the ids of turns, best first. */
export interface TakenIn {
  recall(question: string, limit: number): Promise<string[]>;
  close(): Promise<void>;
}

/** What is measured. */
export type RecallSystem = (conversation: Conversation) => Promise<TakenIn>;
