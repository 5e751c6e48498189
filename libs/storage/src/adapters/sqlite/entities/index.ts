import { EdgeEntity, GraphCountEntity, NodeEntity } from './graph.entity';
import { MemoryEntity, MemoryRevisionEntity, PassageEntity } from './memory.entity';
import { ChangeEntity, EmbeddingSpaceEntity, IdempotencyEntity } from './tenant.entity';

/** Every table of a tenant's file. */
export const SQLITE_ENTITIES = [
  MemoryEntity,
  MemoryRevisionEntity,
  PassageEntity,
  NodeEntity,
  EdgeEntity,
  GraphCountEntity,
  ChangeEntity,
  IdempotencyEntity,
  EmbeddingSpaceEntity,
];
