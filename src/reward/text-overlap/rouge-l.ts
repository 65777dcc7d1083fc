/**
 * ROUGE-L (Lin, 2004), as Google's rouge-score package has it: the F-measure of the longest common subsequence
 * of words, without stemming.
 *
 * @module
 */

/** Scores texts against the best of `references`, in [0, 1]. */
export function rougeL(references: readonly string[]): (text: string) => number {
  const wanted = references.map(words);
  return (text) => {
    const found = words(text);
    return Math.max(...wanted.map((reference) => fMeasure(found, reference)));
  };
}

/** Words as the package knows them: of the letters a to z and digits, in any case. What has none has no words. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function fMeasure(found: readonly string[], reference: readonly string[]): number {
  const common = longestCommonSubsequence(found, reference);
  if (common === 0) return 0;
  const precision = common / found.length;
  const recall = common / reference.length;
  return (2 * precision * recall) / (precision + recall);
}

function longestCommonSubsequence(some: readonly string[], others: readonly string[]): number {
  const ids = new Map<string, number>();
  const idOf = (word: string) => {
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    return id;
  };
  const columns = Int32Array.from(others, idOf);
  // lengths[j]: of the words so far and the first j of the others.
  const lengths = new Uint32Array(columns.length + 1);
  for (const word of some) {
    const id = idOf(word);
    let diagonal = 0;
    for (let j = 1; j < lengths.length; j++) {
      const above = lengths[j] ?? 0;
      lengths[j] = columns[j - 1] === id ? diagonal + 1 : Math.max(above, lengths[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return lengths.at(-1) ?? 0;
}
