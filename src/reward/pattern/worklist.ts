/**
 * Small whole numbers to go through once each, while more are added; used again and again without being cleared.
 *
 * @module
 */
export class Worklist {
  /** In which round each number was added last. */
  private readonly rounds: Uint32Array;
  private round = 0;
  private items: number[] = [];

  /** @param size numbers below it can be added */
  constructor(size: number) {
    this.rounds = new Uint32Array(size);
  }

  /** Starts anew. What is added while the result is walked through is walked through too. */
  begin(numbers: readonly number[]): readonly number[] {
    this.round++;
    this.items = [];
    for (const number of numbers) this.add(number);
    return this.items;
  }

  add(number: number): void {
    if (this.rounds[number] === this.round) return;
    this.rounds[number] = this.round;
    this.items.push(number);
  }
}
