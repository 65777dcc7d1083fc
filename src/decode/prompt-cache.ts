/**
 * Which prompts' keys and values are kept for others that begin alike.
 *
 * @module
 */

/** Fewer tokens are computed as fast as they are looked for. */
const fewest = 16;
/** Of a long prompt only the beginning is kept, so that it leaves room for others. */
const mostOfAll = 0.5;

interface Entry {
  readonly key: string;
  readonly tokens: readonly number[];
  /** What the model's heads read at each token; null where nobody wanted to know. */
  readonly readings: readonly Float32Array[] | null;
  /** Times that it was of use. */
  uses: number;
  /** The one with the lowest rank goes first. */
  rank: number;
}

export interface KnownPrefix {
  key: string;
  /** How many of the tokens it covers. */
  length: number;
}

export interface FoundPrefix extends KnownPrefix {
  /** What the model's heads read at each of its tokens; none where nobody wanted to know. */
  readings: readonly Float32Array[];
}

/**
 * Evicts by what computing a token again would cost, how often it was of use and how long ago: as what a prompt costs
 * and what it takes both go by its tokens, the rank is the number of uses, raised by the rank of the last that had to
 * go (Cherkasova 1998, *Greedy-Dual-Size-Frequency*).
 */
export class PromptCache {
  private readonly slots: number;
  private readonly forget: (keys: readonly string[]) => void;
  private entries: Entry[] = [];
  private age = 0;

  /**
   * @param slots - most that all entries take together, one a token
   * @param forget - told of entries that go, once for all that go together
   */
  constructor(slots: number, forget: (keys: readonly string[]) => void) {
    this.slots = slots;
    this.forget = forget;
  }

  /**
   * The entry with the longest beginning in common, used now; null where none has enough.
   *
   * @param isRead - whether the heads' readings are wanted, too
   */
  find(tokens: readonly number[], isRead = false): FoundPrefix | null {
    const best = this.longest(tokens, isRead);
    if (!best || best.length < fewest) return null;
    const { entry, length } = best;
    entry.uses++;
    entry.rank = this.age + entry.uses;
    return { key: entry.key, length, readings: entry.readings?.slice(0, length) ?? [] };
  }

  /** Makes room for a prompt and says how much of it to keep, and by what key; null where that is no gain. */
  admit(tokens: readonly number[], readings: readonly Float32Array[] | null = null): KnownPrefix | null {
    const kept = tokens.slice(0, Math.floor(this.slots * mostOfAll));
    const known = this.longest(kept, false);
    const saysAsMuch = known && (known.entry.readings !== null || readings === null);
    if (kept.length < fewest || (known?.length === kept.length && saysAsMuch)) return null;
    let uses = 1;
    const gone: string[] = [];
    const saysMore = known && (known.entry.readings === null || readings !== null);
    if (known && saysMore && known.length === known.entry.tokens.length) {
      // It goes on from there.
      uses = known.entry.uses;
      gone.push(this.takeOut(known.entry));
    }
    gone.push(...this.makeRoom(kept.length));
    if (gone.length > 0) this.forget(gone);
    const key = crypto.randomUUID();
    this.entries.push({ key, tokens: kept, readings, uses, rank: this.age + uses });
    return { key, length: kept.length };
  }

  /** Takes an entry out. */
  drop(key: string): void {
    this.entries = this.entries.filter((entry) => entry.key !== key);
    this.forget([key]);
  }

  private takeOut(gone: Entry): string {
    this.entries = this.entries.filter((entry) => entry !== gone);
    return gone.key;
  }

  /** @returns the keys of what had to go */
  private makeRoom(length: number): string[] {
    const gone: string[] = [];
    const used = () => this.entries.reduce((sum, { tokens }) => sum + tokens.length, 0);
    while (used() + length > this.slots) {
      const [first] = this.entries.toSorted((a, b) => a.rank - b.rank);
      if (!first) break;
      this.age = first.rank;
      gone.push(this.takeOut(first));
    }
    return gone;
  }

  private longest(tokens: readonly number[], isRead: boolean): { entry: Entry; length: number } | null {
    let best: { entry: Entry; length: number } | null = null;
    for (const entry of this.entries) {
      if (isRead && !entry.readings) continue;
      const length = commonLength(entry.tokens, tokens);
      if (length > (best?.length ?? 0)) best = { entry, length };
    }
    return best;
  }
}

function commonLength(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((token, index) => token !== other[index]);
  return differing === -1 ? one.length : differing;
}
