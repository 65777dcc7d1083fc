/**
 * Classifiers by name, loaded when they are first wanted, and let go of when others need the room.
 *
 * @module
 */
import type { PackageReader, Platform } from "../../runtime/platform.ts";
import { TextClassifier } from "./text-classifier.ts";

/** Most bytes of graphs that are held at once, the last one used aside. */
const mostBytes = 96 * 1024 ** 2;

export interface Classifiers {
  /** @throws Error where there is no such package, or a damaged one */
  labels(name: string): Promise<readonly string[]>;
  /** Probabilities [labels] in each window of the text. */
  classify(name: string, text: string): Promise<number[][]>;
}

/** Work on classifiers goes on one piece at a time, so that none is let go of while it reads. */
export class LoadedClassifiers implements Classifiers {
  private readonly readerOf: (name: string) => PackageReader;
  private readonly platform: Platform;
  /** Those used last come last. */
  private readonly loaded = new Map<string, TextClassifier>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(readerOf: (name: string) => PackageReader, platform: Platform) {
    this.readerOf = readerOf;
    this.platform = platform;
  }

  labels(name: string): Promise<readonly string[]> {
    return this.with(name, async ({ labels }) => labels);
  }

  classify(name: string, text: string): Promise<number[][]> {
    return this.with(name, (classifier) => classifier.classify(text));
  }

  private with<Result>(name: string, work: (classifier: TextClassifier) => Promise<Result>): Promise<Result> {
    const turn = this.queue.then(async () => work(await this.get(name)));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async get(name: string): Promise<TextClassifier> {
    const known = this.loaded.get(name);
    const classifier =
      known ?? (await TextClassifier.load(this.readerOf(name), await this.platform.startOnnx()));
    this.loaded.delete(name);
    this.loaded.set(name, classifier);
    await this.makeRoom();
    return classifier;
  }

  private async makeRoom(): Promise<void> {
    const bytes = () => [...this.loaded.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    while (this.loaded.size > 1 && bytes() > mostBytes) {
      const [first] = this.loaded;
      if (!first) return;
      this.loaded.delete(first[0]);
      await first[1].release();
    }
  }
}
