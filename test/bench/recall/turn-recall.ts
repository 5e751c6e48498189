/** Depths at which recall is measured. */
export const DEPTHS = [5, 10, 20, 50] as const;
export const DEPTH_MAX = 50;

/** Share of the evidence among the first results, at each of {@link DEPTHS}. */
export function turnRecall(found: readonly string[], evidence: readonly string[]): number[] {
  return DEPTHS.map((depth) => {
    const first = new Set(found.slice(0, depth));
    return evidence.filter((id) => first.has(id)).length / evidence.length;
  });
}

/** Means over questions (macro average), by name of a group. */
export class RecallMeans {
  private readonly groups = new Map<string, { questions: number; sums: number[] }>();

  add(group: string, recalls: readonly number[]): void {
    const { questions, sums } = this.groups.get(group) ?? { questions: 0, sums: DEPTHS.map(() => 0) };
    this.groups.set(group, {
      questions: questions + 1,
      sums: sums.map((sum, at) => sum + (recalls[at] ?? 0)),
    });
  }

  /** Group, number of questions, and the mean at each depth in percent. */
  rows(): Record<string, string | number>[] {
    return Array.from(this.groups, ([group, { questions, sums }]) => ({
      group,
      questions,
      ...Object.fromEntries(DEPTHS.map((depth, at) => [`R@${depth}`, ((sums[at] ?? 0) * 100) / questions])),
    }));
  }
}
