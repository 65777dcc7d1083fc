/**
 * How long a step may take, learned from the steps before it.
 *
 * @module
 */

export class StepTimeForecast {
  private readonly slowest = new Map<number, number>();

  /** @param milliseconds - what a step of `rows` rows took */
  observe(rows: number, milliseconds: number): void {
    this.slowest.set(rows, Math.max(this.slowest.get(rows) ?? 0, milliseconds));
  }

  /**
   * Milliseconds that a step of `rows` rows should not exceed; 0 before the first step. A step with fewer
   * rows is no slower, and one with more is slower by no more than the factor of rows.
   */
  expect(rows: number): number {
    if (this.slowest.size === 0) return 0;
    return Math.min(...[...this.slowest].map(([size, slowest]) => slowest * Math.max(1, rows / size)));
  }
}
