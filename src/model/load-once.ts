/**
 * Loading what an isolate holds once, whoever asks for it.
 *
 * @module
 */

/** Milliseconds between two looks at whether another request has loaded it. */
const interval = 20;

/**
 * In a Worker no request may wait for a promise of another's, which may be gone with it: those that come while the first
 * one loads look again until it has. After a load that failed the next to ask tries again.
 */
export class LoadOnce<Value> {
  private value: Value | undefined;
  private loadingSince: number | undefined;
  private readonly longestLoad: number;

  /** @param longestLoad - milliseconds after which a request that loads it must be gone: it would have succeeded or failed */
  constructor(longestLoad = 60_000) {
    this.longestLoad = longestLoad;
  }

  /** What has been loaded, if it has. */
  get loaded(): Value | undefined {
    return this.value;
  }

  async get(load: () => Promise<Value>): Promise<Value> {
    while (this.isLoading) await new Promise((resolve) => setTimeout(resolve, interval));
    if (this.value !== undefined) return this.value;
    const begun = Date.now();
    this.loadingSince = begun;
    try {
      this.value = await load();
      return this.value;
    } finally {
      if (this.loadingSince === begun) this.loadingSince = undefined;
    }
  }

  private get isLoading(): boolean {
    return this.loadingSince !== undefined && Date.now() - this.loadingSince < this.longestLoad;
  }
}
