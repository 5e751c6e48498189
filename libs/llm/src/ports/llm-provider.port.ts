import type { EpochMs } from '@engram/kernel';
import type { LanguageCode } from '../language/language';

/** Something that was remembered and may bear on a question. */
export interface Evidence {
  /** As it was said. */
  text: string;
  /** Who said it; null where that is not known. */
  speaker: string | null;
  at: EpochMs;
  /** How well it matched the question, 0–1; the list is in order of it. */
  score: number;
}

/** Something that the graph knows. */
export interface Fact {
  from: string;
  /** In words: "works at", "thích". */
  relation: string;
  to: string;
  /** Other ways to say the relation, in any language: a question may use one of them. */
  synonyms: readonly string[];
  /** Since or until when it held, where that is known. */
  validFrom: EpochMs | null;
  validTo: EpochMs | null;
}

/** Which evidence or fact a marker stands for, by its index in the request. */
export interface Citation {
  kind: 'evidence' | 'fact';
  index: number;
  /** The words of it that were used. */
  text: string;
}

export interface AnswerRequest {
  question: string;
  /** Of the question: the answer is written in it. */
  language: LanguageCode;
  evidence: readonly Evidence[];
  facts: readonly Fact[];
  /** One of `capabilities.models`; the provider's own choice where it is left out. */
  model?: string;
}

export interface Answer {
  /** With markers `[1]`, `[2]` …: `[n]` is `citations[n - 1]`. */
  text: string;
  citations: Citation[];
  /** What follows from the evidence, one sentence each, with the same markers. */
  conclusions: string[];
  /** False where nothing given bears on the question; the text then says so, and nothing is cited. */
  bears: boolean;
}

export interface SummaryRequest {
  /** What belongs together (a session, a day), oldest first. */
  groups: readonly { title: string; items: readonly Omit<Evidence, 'score'>[] }[];
  language: LanguageCode;
  model?: string;
}

export interface Summary {
  text: string;
  /** Which items were used, as `[group, item]`. */
  sources: [group: number, item: number][];
}

/** What was found in messages by a model, in the terms of a graph schema. */
export interface ModelExtraction {
  facts: { from: string; fromType: string; relation: string; to: string; toType: string; message: number }[];
}

export interface LlmCapabilities {
  /** False: answers are put together from quotes, and say that they are `degraded`. */
  generative: boolean;
  /** Whether `extract` is there. */
  extraction: boolean;
  /** Names that `model` may have. */
  models: readonly string[];
}

/**
 * Composes language from what was remembered. Whatever it writes rests on what it was given: it never adds knowledge
 * of its own, and where nothing given bears on a question it says so.
 */
export abstract class LlmProvider {
  /** Told in answers and metrics. */
  abstract readonly name: string;
  abstract readonly capabilities: LlmCapabilities;

  /** @throws LlmError the provider failed or answered nonsense. @throws TimeoutError it took too long. */
  abstract answer(request: AnswerRequest): Promise<Answer>;

  /** @throws as {@link answer} */
  abstract summarize(request: SummaryRequest): Promise<Summary>;

  /** Only where `capabilities.extraction` says so. @throws as {@link answer} */
  extract?(
    messages: readonly { speaker: string | null; content: string }[],
    schema: string,
  ): Promise<ModelExtraction>;
}
