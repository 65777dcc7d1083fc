/**
 * How well a score tells two classes apart.
 *
 * @module
 */

/** Area under the ROC curve: how often a positive scores above a negative, ties as half. */
export function areaUnderCurve(scores: readonly number[], labels: readonly boolean[]): number {
  const order = [...scores.keys()].toSorted((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
    const rank = (from + to + 1) / 2;
    for (const index of order.slice(from, to)) {
      if (!labels[index]) continue;
      positives++;
      rankSum += rank;
    }
    from = to;
  }
  const negatives = labels.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
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
