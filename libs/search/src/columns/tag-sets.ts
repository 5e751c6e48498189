import { Interner } from './interner';

/** The sets of tags that memories carry, numbered: most tenants have few different ones. */
export class TagSets {
  private readonly sets = new Interner<readonly string[]>();
  private readonly setsOfTag = new Map<string, Set<number>>();

  retain(tags: readonly string[]): number {
    const sorted = [...new Set(tags)].sort();
    const { id, fresh } = this.sets.retain(JSON.stringify(sorted), sorted);
    if (fresh) this.link(id, sorted);
    return id;
  }

  release(id: number): void {
    for (const tag of this.sets.release(id) ?? []) {
      const holders = this.setsOfTag.get(tag);
      holders?.delete(id);
      if (holders?.size === 0) this.setsOfTag.delete(tag);
    }
  }

  /** For -1 (no set) and each set's number 1 where the set holds any (all) of the tags. */
  matching(tags: readonly string[], match: 'any' | 'all'): Uint8Array {
    const holders = [...new Set(tags)].map((tag) => this.setsOfTag.get(tag));
    const flags = new Uint8Array(this.sets.size + 1);
    for (const id of match === 'any' ? union(holders) : intersection(holders)) flags[id + 1] = 1;
    return flags;
  }

  keys(): (string | null)[] {
    return this.sets.keys();
  }

  restore(keys: readonly (string | null)[]): void {
    this.sets.restore(keys, (key) => JSON.parse(key) as string[]);
    keys.forEach((key, id) => {
      if (key !== null) this.link(id, this.sets.valueOf(id) ?? []);
    });
  }

  use(id: number): void {
    this.sets.use(id);
  }

  private link(id: number, tags: readonly string[]): void {
    for (const tag of tags) {
      const holders = this.setsOfTag.get(tag);
      if (holders) holders.add(id);
      else this.setsOfTag.set(tag, new Set([id]));
    }
  }
}

function union(sets: readonly (Set<number> | undefined)[]): Set<number> {
  const all = new Set<number>();
  for (const set of sets) {
    for (const id of set ?? []) all.add(id);
  }
  return all;
}

function intersection(sets: readonly (Set<number> | undefined)[]): Set<number> {
  const [first, ...rest] = [...sets].sort((a, b) => (a?.size ?? 0) - (b?.size ?? 0));
  return new Set([...(first ?? [])].filter((id) => rest.every((set) => set?.has(id))));
}
