/**
 * How well a score tells two classes apart.
 *
 * @module
 */

/** Area under the ROC curve: how often a positive scores above a negative, ties as half. */
export function areaUnderCurve(texts: readonly { score: number; label: boolean }[]): number {
  const order = texts.toSorted((a, b) => a.score - b.score);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) to++;
    const rank = (from + to + 1) / 2;
    const found = order.slice(from, to).filter(({ label }) => label).length;
    positives += found;
    rankSum += found * rank;
    from = to;
  }
  const negatives = texts.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The share of positives above all but `falseAlarms` of the negatives. */
export function recallAt(texts: readonly { score: number; label: boolean }[], falseAlarms: number): number {
  const of = (wanted: boolean) => texts.flatMap(({ score, label }) => (label === wanted ? score : []));
  const negatives = of(false).toSorted((a, b) => b - a);
  const threshold = negatives[Math.floor(falseAlarms * negatives.length)] ?? Number.NEGATIVE_INFINITY;
  const positives = of(true);
  return positives.filter((score) => score > threshold).length / positives.length;
}

/** Which fold each group is held out in; groups are dealt out in the order in which they come. */
export function foldsOf(groups: readonly string[], count: number): number[] {
  const places = new Map<string, number>();
  for (const group of groups) if (!places.has(group)) places.set(group, places.size % count);
  return groups.map((group) => places.get(group) ?? 0);
}

/** Pearson's correlation. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [product, first, second] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    const [x, y] = [value - a, (other[index] ?? 0) - b];
    product += x * y;
    first += x * x;
    second += y * y;
  }
  return product / Math.sqrt(first * second);
}
