/**
 * How strategies look in charts.
 *
 * @module
 */

/** As many as have no divisor in common with the colours: so no two of 28 strategies look alike. */
const symbols = ["circle", "rect", "triangle", "diamond"];
const colours = ["#3b6fd4", "#d2691e", "#2e8b57", "#b03060", "#7a5cc2", "#8a8a2b", "#20868a"];

export function lookOf(index: number): { color: string; symbol: string } {
  return {
    color: colours[index % colours.length] ?? "#000",
    symbol: symbols[index % symbols.length] ?? "circle",
  };
}
