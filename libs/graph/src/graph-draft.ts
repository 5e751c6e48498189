import type { Clock, FieldError, NodeKey, Random } from '@engram/kernel';
import { InvalidRequestError, LIMITS, newEdgeId, newId, nodeKeyOf, parseNodeKey } from '@engram/kernel';
import type { EdgeWrite, Json, JsonObject, NodeWrite } from '@engram/storage';
import type { EdgeInput, NodeInput, NodePatch } from './model/graph-input';

/** Checks what every door (HTTP, CLI, extraction) must hold to, and makes what a store takes. */
export class GraphDrafting {
  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @throws InvalidRequestError naming each faulty field. */
  node(input: NodeInput): NodeWrite {
    const type = tidy(input.type);
    const name = tidy(input.name);
    const problems = [
      ...textProblems('type', type, LIMITS.nodeTypeChars),
      ...textProblems('name', name, LIMITS.nodeNameChars),
      ...patchProblems(input),
    ];
    if (type.includes(':')) problems.push({ path: 'type', message: 'must not hold a colon' });
    refuse(problems);
    return {
      id: newId(this.clock, this.random),
      type,
      name,
      attributes: input.attributes ?? {},
      ...(input.labels && { labels: labelsOf(input.labels, type) }),
    };
  }

  /** @throws InvalidRequestError naming each faulty field. */
  patch(key: NodeKey, input: NodePatch): { attributes?: JsonObject; labels?: string[] } {
    if (input.attributes === undefined && input.labels === undefined) {
      throw new InvalidRequestError('a patch must give attributes or labels');
    }
    refuse(patchProblems(input));
    return {
      ...(input.attributes && { attributes: input.attributes }),
      ...(input.labels && { labels: labelsOf(input.labels, key.slice(0, key.indexOf(':'))) }),
    };
  }

  /** @throws InvalidRequestError naming each faulty field. */
  edge(input: EdgeInput): EdgeWrite {
    const relation = tidy(input.relation);
    const problems = [
      ...textProblems('relation', relation, LIMITS.relationChars),
      ...attributeProblems(input.attributes),
      ...(['from', 'to'] as const).flatMap((end) => keyProblems(end, input[end])),
    ];
    const { weight, validFrom, validTo } = input;
    if (weight !== undefined && !Number.isFinite(weight)) {
      problems.push({ path: 'weight', message: 'must be a finite number' });
    }
    if (validFrom != null && validTo != null && validTo < validFrom) {
      problems.push({ path: 'valid_to', message: 'must not be before valid_from' });
    }
    refuse(problems);
    return {
      id: newEdgeId(this.clock, this.random),
      from: canonicalKey(input.from),
      to: canonicalKey(input.to),
      relation,
      attributes: input.attributes ?? {},
      ...(weight !== undefined && { weight }),
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
      ...(input.provenance && { provenance: input.provenance }),
    };
  }
}

/**
 * A key as nodes are stored: composed Unicode, no space around type and name, so that a key typed on another
 * machine finds the same node.
 * @throws InvalidRequestError
 */
export function canonicalKey(raw: string): NodeKey {
  const key = parseNodeKey(raw);
  const colon = key.indexOf(':');
  return nodeKeyOf(tidy(key.slice(0, colon)), tidy(key.slice(colon + 1)));
}

function tidy(text: string): string {
  return text.normalize('NFC').trim();
}

function labelsOf(labels: readonly string[], type: string): string[] {
  return [...new Set(labels.map(tidy))].filter((label) => label !== type);
}

function textProblems(path: string, text: string, maxChars: number): FieldError[] {
  if (text === '') return [{ path, message: 'must not be empty' }];
  if (text.length > maxChars) return [{ path, message: `must be at most ${maxChars} characters` }];
  if (/[\u0000-\u001f\u007f]|\p{Cs}/u.test(text)) {
    return [{ path, message: 'must hold neither control characters nor half a surrogate pair' }];
  }
  return [];
}

function keyProblems(path: string, raw: string): FieldError[] {
  try {
    const key = canonicalKey(raw);
    const colon = key.indexOf(':');
    return [
      ...textProblems(path, key.slice(0, colon), LIMITS.nodeTypeChars),
      ...textProblems(path, key.slice(colon + 1), LIMITS.nodeNameChars),
    ];
  } catch (error) {
    return [{ path, message: (error as Error).message }];
  }
}

function patchProblems(input: NodePatch): FieldError[] {
  const labels = input.labels ?? [];
  if (labels.length > LIMITS.tags) {
    return [{ path: 'labels', message: `must be at most ${LIMITS.tags}` }];
  }
  return [
    ...labels.flatMap((label, index) => textProblems(`labels[${index}]`, tidy(label), LIMITS.nodeTypeChars)),
    ...attributeProblems(input.attributes),
  ];
}

function attributeProblems(attributes: JsonObject | undefined): FieldError[] {
  if (attributes === undefined) return [];
  const path = 'attributes';
  if (depthOf(attributes) > LIMITS.metadataDepth) {
    return [{ path, message: `must be nested at most ${LIMITS.metadataDepth} deep` }];
  }
  if (Buffer.byteLength(JSON.stringify(attributes)) > LIMITS.metadataBytes) {
    return [{ path, message: `must be at most ${LIMITS.metadataBytes} bytes as JSON` }];
  }
  return [];
}

/** Stops one level past the limit, however deep it goes on. */
function depthOf(value: Json, level = 1): number {
  if (typeof value !== 'object' || value === null) return level - 1;
  if (level > LIMITS.metadataDepth) return level;
  return Object.values(value).reduce<number>(
    (deepest, item) => Math.max(deepest, depthOf(item, level + 1)),
    level,
  );
}

function refuse(problems: readonly FieldError[]): void {
  if (problems.length === 0) return;
  throw new InvalidRequestError(problems.map(({ path, message }) => `${path} ${message}`).join('; '), [
    ...problems,
  ]);
}
