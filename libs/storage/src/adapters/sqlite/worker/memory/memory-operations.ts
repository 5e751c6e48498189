import type { Operations } from '../operation';
import { getMany, history, list, memoryStats } from './read.operation';
import { remember } from './remember.operation';
import {
  countExpired,
  countMatching,
  remove,
  removeExpired,
  removeMatching,
  touch,
} from './remove.operation';
import { update } from './update.operation';

export const MEMORY_OPERATIONS = {
  remember: { use: 'create', run: remember },
  update: { use: 'write', run: update },
  getMany: { use: 'read', run: getMany },
  list: { use: 'read', run: list },
  history: { use: 'read', run: history },
  remove: { use: 'write', run: remove },
  countMatching: { use: 'read', run: countMatching },
  removeMatching: { use: 'write', run: removeMatching },
  countExpired: { use: 'read', run: countExpired },
  removeExpired: { use: 'write', run: removeExpired },
  touch: { use: 'write', run: touch },
  stats: { use: 'read', run: memoryStats },
} as const satisfies Operations;
