/**
 * How far a run is.
 *
 * @module
 */

const millisecondsBetweenLines = 15_000;

/** Tells on standard error, on one line of a terminal, or every so often in a log. */
export class Progress {
  private readonly total: number;
  private readonly begun = performance.now();
  private lastLine = Number.NEGATIVE_INFINITY;

  constructor(total: number) {
    this.total = total;
  }

  /** @param done - how many of `total` are done, all in this run */
  report(done: number, what: string): void {
    const now = performance.now();
    const last = done === this.total;
    if (!process.stderr.isTTY && !last && now - this.lastLine < millisecondsBetweenLines) return;
    this.lastLine = now;
    const elapsed = (now - this.begun) / 1000;
    const left = (elapsed / done) * (this.total - done);
    const line = `${what}, ${formatSeconds(elapsed)} elapsed, ${formatSeconds(left)} left`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${last ? "\n" : ""}` : `${line}\n`);
  }
}

function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
