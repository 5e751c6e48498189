import type { IndexSource, Sequence } from '@engram/storage';
import { DocumentColumns, type ColumnsState } from '../columns/document-columns';
import { Bm25Index } from '../text/bm25-index';
import type { VectorHeap } from '../vector/vector-heap';
import { VectorMatrix, type MatrixState } from '../vector/vector-matrix';
import { IndexContent } from './index-content';
import { SnapshotReader, writeSnapshotFile, type SnapshotPart } from './snapshot-file';

/** Raised whenever what a part holds changes its meaning. */
const CONTENT_VERSION = 1;
/** Memories compared with their rows: another history of the same tenant shows at once. */
const PROBES = 32;

interface SnapshotState {
  content: number;
  applied: Sequence;
  columns: ColumnsState;
  matrix: MatrixState | null;
}

/** An index as far as a change. */
export interface AppliedContent {
  content: IndexContent;
  applied: Sequence;
}

/** @throws Error the file cannot be written. */
export function saveSnapshot(path: string, { content, applied }: AppliedContent): void {
  const { columns, text, matrix } = content;
  const state: SnapshotState = {
    content: CONTENT_VERSION,
    applied,
    columns: columns.state(),
    matrix: matrix?.state() ?? null,
  };
  const parts: SnapshotPart[] = [
    ...columns.parts().map((view) => [view]),
    [new Uint8Array(text.snapshot())],
    ...(matrix ? matrix.parts() : []),
  ];
  writeSnapshotFile(path, state, parts);
}

/**
 * The index that was saved; undefined where there is none, or one of another version or of other rows.
 * @throws Error the file is damaged.
 */
export function loadSnapshot(
  path: string,
  heap: VectorHeap,
  source: IndexSource,
): AppliedContent | undefined {
  return SnapshotReader.open<SnapshotState, AppliedContent | undefined>(path, (reader) => {
    const { state } = reader;
    if (state.content !== CONTENT_VERSION || state.applied > source.sequence()) return undefined;
    const read = (target: Uint8Array) => reader.read(target);
    const columns = DocumentColumns.restore(state.columns, read);
    if (!sameHistory(columns, source)) return undefined;
    const words = new ArrayBuffer(reader.nextBytes);
    read(new Uint8Array(words));
    const text = Bm25Index.restore(words);
    const matrix = state.matrix && VectorMatrix.restore(heap, state.matrix, read);
    const content = new IndexContent(heap, { columns, text, ...(matrix && { matrix }) });
    return { content, applied: state.applied };
  });
}

/** Row ids are never given twice and a memory keeps its id: where a row says otherwise, these are other rows. */
function sameHistory(columns: DocumentColumns, source: IndexSource): boolean {
  const stride = Math.max(1, Math.floor(columns.memories / PROBES));
  const probed = new Map<number, string>();
  let index = 0;
  for (const rowId of columns.rowIds()) {
    const head = columns.headOf(rowId);
    if (index++ % stride === 0 && head !== undefined) probed.set(rowId, columns.idOf(head));
  }
  return source.rows([...probed.keys()]).every((row) => probed.get(row.rowId) === row.id);
}
