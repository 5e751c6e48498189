import type Database from 'better-sqlite3';
import { ConflictError } from '@engram/kernel';
import type { EmbeddingSpace } from '../../../../model/memory';

function describe(space: EmbeddingSpace): string {
  return `${space.provider}/${space.model}, ${space.dimensions} dimensions, version ${space.version}`;
}

/** The space of all vectors of the tenant: set by the first write, checked by every further one. */
export class EmbeddingSpaceRow {
  private readonly select: Database.Statement;
  private readonly insert: Database.Statement;

  constructor(db: Database.Database) {
    this.select = db.prepare('SELECT provider, model, dimensions, version FROM embedding_space');
    this.insert = db.prepare(
      'INSERT INTO embedding_space (row_id, provider, model, dimensions, version) VALUES (1, ?, ?, ?, ?)',
    );
  }

  get(): EmbeddingSpace | null {
    return (this.select.get() as EmbeddingSpace | undefined) ?? null;
  }

  /** @throws ConflictError the tenant's vectors are of another space. */
  ensure(space: EmbeddingSpace): void {
    const held = this.get();
    if (!held) {
      this.insert.run(space.provider, space.model, space.dimensions, space.version);
      return;
    }
    const same =
      held.provider === space.provider &&
      held.model === space.model &&
      held.dimensions === space.dimensions &&
      held.version === space.version;
    if (same) return;
    throw new ConflictError(
      `this tenant's memories are embedded by ${describe(held)}, the configured provider is ${describe(space)}: ` +
        'vectors of two spaces cannot be compared; run `engram reindex`, or configure the former provider',
      { held: { ...held }, configured: { ...space } },
    );
  }
}
