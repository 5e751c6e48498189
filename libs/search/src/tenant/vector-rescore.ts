import type { IndexSource } from '@engram/storage';
import type { DocumentColumns } from '../columns/document-columns';
import type { Hits } from '../text/text-index.port';
import { cosine } from '../vector/cosine';

/** Hits whose score is computed anew from float32: exact order where it is seen. */
const RESCORED = 50;

/** Replaces the scores of the first hits, which come from int8 rows, by those of the rows' own vectors. */
export function rescored(
  hits: Hits,
  query: Float32Array,
  columns: DocumentColumns,
  source: IndexSource,
): Hits {
  const { documents, scores } = hits;
  const first = documents.subarray(0, RESCORED);
  const { passageId } = columns.arrays;
  const vectors = source.vectors(Array.from(first, (document) => passageId[document] as number));
  const pairs = Array.from(documents, (document, index) => {
    const vector = vectors[index];
    const score = vector?.length === query.length ? cosine(query, vector) : (scores[index] as number);
    return { document, score };
  });
  pairs.sort((a, b) => b.score - a.score || a.document - b.document);
  return {
    documents: Int32Array.from(pairs, ({ document }) => document),
    scores: Float32Array.from(pairs, ({ score }) => score),
  };
}
