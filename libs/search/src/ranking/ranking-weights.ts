/** What each part can add at most, before all are divided by their sum. */
export interface RankingWeights {
  text: number;
  vector: number;
  graph: number;
  recency: number;
  priority: number;
}

/** Enough to order what is otherwise alike, too little to lift what does not match. */
const TIE_BREAKERS = { recency: 0.01, priority: 0.01 };

/** For vectors that know spelling, not meaning: they help with slips of the pen and forms of words. */
export const LEXICAL_WEIGHTS: RankingWeights = { text: 1, vector: 0.2, graph: 0.1, ...TIE_BREAKERS };

/** For the vectors of a trained model. */
export const SEMANTIC_WEIGHTS: RankingWeights = { text: 1, vector: 1, graph: 0.2, ...TIE_BREAKERS };
