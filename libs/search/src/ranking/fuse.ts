import { type EpochMs, LIMITS } from '@engram/kernel';
import type { MemorySignals, RankedMemory, RankingInput, RankingReasons } from './ranking.model';
import { LEXICAL_WEIGHTS, type RankingWeights } from './ranking-weights';

const DAY_MS = 86_400_000;
/** After this long half of the share for recency is left. */
const RECENCY_HALF_LIFE_MS = 30 * DAY_MS;

interface Evidence {
  document: number;
  /** Of the best passage by text and vector together. */
  best: number;
  text: number;
  vector: number;
  graph: number;
}

/**
 * Puts the candidates of text, vectors and graph in one order. Each part is a number from 0 to 1 (text: the share of
 * the ideal score, vectors: the cosine); a memory's score is their weighted mean, of a memory with several passages
 * that of its best one. Sums, not reciprocal ranks: on the measured conversations ranks of a weaker part cost up to
 * ten points, similarities cost none; and the score tells how well a memory matches, not only that it is first.
 */
export function fuse(input: RankingInput, weights: RankingWeights = LEXICAL_WEIGHTS): RankedMemory[] {
  const ranked: RankedMemory[] = [];
  for (const [memory, evidence] of evidenceByMemory(input, weights)) {
    const why = reasons(evidence, input.signalsOf(memory), input.now, weights);
    const score = why.text + why.vector + why.graph + why.recency + why.priority;
    ranked.push({ memory, document: evidence.document, score, why });
  }
  ranked.sort((a, b) => b.score - a.score || a.memory - b.memory);
  return ranked.slice(0, input.limit);
}

function evidenceByMemory(input: RankingInput, weights: RankingWeights): Map<number, Evidence> {
  const documents = new Map<number, { text: number; vector: number }>();
  for (const [at, document] of input.text.documents.entries()) {
    const text = Math.min(1, (input.text.scores[at] as number) / input.text.ideal);
    documents.set(document, { text, vector: 0 });
  }
  for (const [at, document] of input.vector.documents.entries()) {
    const vector = Math.min(1, Math.max(0, input.vector.scores[at] as number));
    const known = documents.get(document);
    if (known) known.vector = vector;
    else if (vector > 0) documents.set(document, { text: 0, vector });
  }
  const memories = new Map<number, Evidence>();
  for (const [document, { text, vector }] of documents) {
    const best = weights.text * text + weights.vector * vector;
    const memory = input.memoryOf(document);
    const known = memories.get(memory);
    if (known && (known.best > best || (known.best === best && known.document < document))) continue;
    memories.set(memory, { document, best, text, vector, graph: 0 });
  }
  for (const [document, strength] of input.graph ?? [])
    addGraph(memories, input.memoryOf(document), document, strength);
  return memories;
}

function addGraph(memories: Map<number, Evidence>, memory: number, document: number, strength: number): void {
  const known = memories.get(memory);
  if (!known) memories.set(memory, { document, best: 0, text: 0, vector: 0, graph: strength });
  else known.graph = Math.max(known.graph, strength);
}

function reasons(
  evidence: Evidence,
  signals: MemorySignals,
  now: EpochMs,
  weights: RankingWeights,
): RankingReasons {
  const { text, vector, graph, recency, priority } = weights;
  const unit = 1 / (text + vector + graph + recency + priority);
  const age = Math.max(0, now - signals.at);
  const important = (signals.priority - LIMITS.priorityMin) / (LIMITS.priorityMax - LIMITS.priorityMin);
  return {
    text: unit * text * evidence.text,
    vector: unit * vector * evidence.vector,
    graph: unit * graph * evidence.graph,
    recency: unit * recency * 2 ** (-age / RECENCY_HALF_LIFE_MS),
    priority: unit * priority * important,
  };
}
