/** Gives every term a dense number. Terms are never taken out: compaction of the index makes a new dictionary. */
export class TermDictionary {
  private readonly ids = new Map<string, number>();
  readonly terms: string[] = [];

  idOf(term: string): number | undefined {
    return this.ids.get(term);
  }

  idOrNew(term: string): number {
    const known = this.ids.get(term);
    if (known !== undefined) return known;
    const id = this.terms.length;
    this.ids.set(term, id);
    this.terms.push(term);
    return id;
  }

  get size(): number {
    return this.terms.length;
  }
}
