import { newEdgeId, newId, nodeKeyOf, SeededRandom, SystemClock } from '@engram/kernel';
import type { NodeKey } from '@engram/kernel';
import type { EdgeWrite, NodeWrite } from '../model/graph';

const ids = { clock: new SystemClock(), random: new SeededRandom(7) };

export function aNode(name: string, given: Partial<NodeWrite> = {}): NodeWrite {
  return { id: newId(ids.clock, ids.random), type: 'Thing', name, attributes: {}, ...given };
}

/** Of a node that {@link aNode} makes. */
export function keyOf(name: string): NodeKey {
  return nodeKeyOf('Thing', name);
}

export function anEdge(from: string, to: string, given: Partial<EdgeWrite> = {}): EdgeWrite {
  return {
    id: newEdgeId(ids.clock, ids.random),
    from: keyOf(from),
    to: keyOf(to),
    relation: 'KNOWS',
    attributes: {},
    ...given,
  };
}
