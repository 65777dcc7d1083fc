/**
 * Classifiers by name, loaded when they are first wanted, and let go of when others need the room.
 *
 * @module
 */
import type { PackageReader, Platform } from "../../runtime/platform.ts";
import { LoadOnce } from "../load-once.ts";
import { type ClassifierConfig, readClassifierConfig } from "./classifier-config.ts";
import { TextClassifier } from "./text-classifier.ts";

/** Most bytes of graphs that are held at once, those aside that are at work and the one used last. */
const mostBytes = 96 * 1024 ** 2;

export interface Classifiers {
  /** What a classifier tells; null where there is none of that name. */
  labels(name: string): Promise<readonly string[] | null>;
  /**
   * Probabilities [labels] in each window of the text.
   *
   * @throws Error where the package is damaged, or the classifier fails
   */
  classify(name: string, text: string): Promise<number[][]>;
}

interface Held {
  once: LoadOnce<TextClassifier>;
  /** Texts that it is reading. */
  users: number;
}

export class LoadedClassifiers implements Classifiers {
  private readonly readerOf: (name: string) => PackageReader;
  private readonly platform: Platform;
  /** Those used last come last. */
  private readonly held = new Map<string, Held>();

  constructor(readerOf: (name: string) => PackageReader, platform: Platform) {
    this.readerOf = readerOf;
    this.platform = platform;
  }

  async labels(name: string): Promise<readonly string[] | null> {
    const config = await this.configOf(name);
    return config && Object.values(config.id2label);
  }

  async classify(name: string, text: string): Promise<number[][]> {
    const held = this.held.get(name) ?? { once: new LoadOnce<TextClassifier>(), users: 0 };
    this.held.delete(name);
    this.held.set(name, held);
    held.users++;
    try {
      const classifier = await held.once.get(() => this.load(name));
      await this.makeRoom(name);
      return await classifier.classify(text);
    } finally {
      held.users--;
    }
  }

  private async load(name: string): Promise<TextClassifier> {
    return TextClassifier.load(this.readerOf(name), await this.platform.startOnnx());
  }

  private configOf(name: string): Promise<ClassifierConfig | null> {
    return readClassifierConfig(this.readerOf(name)).catch(() => null);
  }

  private async makeRoom(last: string): Promise<void> {
    const bytes = () => [...this.held.values()].reduce((sum, { once }) => sum + (once.loaded?.bytes ?? 0), 0);
    for (const [name, { once, users }] of [...this.held]) {
      if (bytes() <= mostBytes) return;
      if (name === last || users > 0) continue;
      this.held.delete(name);
      await once.loaded?.release();
    }
  }
}
