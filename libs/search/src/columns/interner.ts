/** Small numbers for values that many rows share. A number is given again once no row holds its value. */
export class Interner<Value> {
  private readonly ids = new Map<string, number>();
  private readonly entries: ({ key: string; value: Value; uses: number } | undefined)[] = [];
  private readonly free: number[] = [];

  /** All numbers lie below it. */
  get size(): number {
    return this.entries.length;
  }

  /** The number of a value that some row holds. */
  find(key: string): number | undefined {
    return this.ids.get(key);
  }

  valueOf(id: number): Value | undefined {
    return this.entries[id]?.value;
  }

  /** Counts a use; `fresh` says that the value was not held before. */
  retain(key: string, value: Value): { id: number; fresh: boolean } {
    const known = this.ids.get(key);
    const entry = known === undefined ? undefined : this.entries[known];
    if (known !== undefined && entry) {
      entry.uses += 1;
      return { id: known, fresh: false };
    }
    const id = this.free.pop() ?? this.entries.length;
    this.entries[id] = { key, value, uses: 1 };
    this.ids.set(key, id);
    return { id, fresh: true };
  }

  /** Counts a use less; the value, where that was the last. */
  release(id: number): Value | undefined {
    const entry = this.entries[id];
    if (!entry) return undefined;
    entry.uses -= 1;
    if (entry.uses > 0) return undefined;
    this.entries[id] = undefined;
    this.ids.delete(entry.key);
    this.free.push(id);
    return entry.value;
  }

  /** Keys by number; null where a number is free. */
  keys(): (string | null)[] {
    return this.entries.map((entry) => entry?.key ?? null);
  }

  /** Takes up what {@link keys} gave, with no uses counted yet. */
  restore(keys: readonly (string | null)[], valueOf: (key: string) => Value): void {
    keys.forEach((key, id) => {
      if (key === null) {
        this.entries[id] = undefined;
        this.free.push(id);
      } else {
        this.entries[id] = { key, value: valueOf(key), uses: 0 };
        this.ids.set(key, id);
      }
    });
  }

  /** Counts one use of a value that was restored. */
  use(id: number): void {
    const entry = this.entries[id];
    if (!entry) throw new RangeError(`no value has the number ${id}`);
    entry.uses += 1;
  }
}
