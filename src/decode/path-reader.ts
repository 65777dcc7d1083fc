/**
 * What the path to a node says, and whether it ends there.
 *
 * @module
 */
import type { Tokenizer } from "../model/tokenizer.ts";
import type { FinishReason } from "../spec/ending.ts";
import type { TokenLogprob } from "../spec/token-logprob.ts";
import type { Decision } from "./decision.ts";
import { type HeadReadings, readingsBefore } from "./head-readings.ts";
import { nothingRead, type Reading, readOn } from "./reading.ts";
import { tokenLogprobs } from "./token-logprobs.ts";
import { answerNodes, answerTokens, decisionsTo, type Node } from "./token-tree.ts";

export interface Answer {
  /** Without the end token, and without the stop string and what came after it. */
  text: string;
  /** Tokens of the answer, the end token not counted. */
  tokens: number;
  /** Tokens that the log-probability is a sum over: all, the end token included. */
  depth: number;
  /** In nats; null where the model does not tell. */
  logProbability: number | null;
  decisions: readonly Decision[];
  /** Spells out the tokens of the text with what else might have stood there, where that is remembered. */
  logprobs?: () => TokenLogprob[];
  /** What the model's heads read on the way, where they did. */
  readings?: HeadReadings;
  /** Null where the path could go on. */
  finish: FinishReason | null;
}

export interface PathReaderOptions {
  tokenizer: Tokenizer;
  endTokens: ReadonlySet<number>;
  stop: readonly string[];
  maxTokens: number;
}

export class PathReader {
  private readonly options: PathReaderOptions;
  private readonly endings = new WeakMap<Node, FinishReason | "none">();
  private readonly readings = new WeakMap<Node, Reading>();

  constructor(options: PathReaderOptions) {
    this.options = options;
  }

  /** Why the path ends at this node, or null where it may go on. */
  ending(node: Node): FinishReason | null {
    const known = this.endings.get(node) ?? this.findEnding(node) ?? "none";
    this.endings.set(node, known);
    return known === "none" ? null : known;
  }

  /** Whether an answer ends with the token, which is never computed then. */
  isEnd(token: number): boolean {
    return this.options.endTokens.has(token);
  }

  /** The path's text so far, an end token not read. */
  reading(node: Node): Reading {
    if (node.depth === 0 || !node.parent) return nothingRead;
    const known = this.readings.get(node);
    if (known) return known;
    const reading = this.readOn(node.parent, node.token);
    this.readings.set(node, reading);
    return reading;
  }

  /** What the path to `node` would say with `token` behind it. */
  readOn(node: Node, token: number): Reading {
    const reading = this.reading(node);
    if (this.options.endTokens.has(token)) return { ...reading, gained: "" };
    return readOn(reading, token, this.options.tokenizer);
  }

  read(node: Node): Answer & { logProbability: number } {
    const tokens = this.textTokens(node);
    const readings = readingsBefore(node);
    return {
      text: this.cut(this.options.tokenizer.decode(tokens)),
      tokens: tokens.length,
      depth: node.depth,
      logProbability: Math.min(0, node.logProbability),
      decisions: decisionsTo(node),
      ...(node.parent?.alternatives && { logprobs: () => this.logprobs(node) }),
      ...(readings && { readings }),
      finish: this.ending(node),
    };
  }

  /** Of the tokens that begin within the text: neither an end token nor those of a stop string. */
  private logprobs(node: Node): TokenLogprob[] {
    const { text } = this.reading(node);
    const length = this.cut(text).length;
    const written = answerNodes(node).filter(
      ({ token, parent }) =>
        !this.isEnd(token) &&
        (length === text.length || !parent || this.reading(parent).text.length < length),
    );
    return tokenLogprobs(written, this.options.tokenizer);
  }

  /** `text` without the first stop string that stands in it and all that follows; the same text where none does. */
  cut(text: string): string {
    return cutAt(this.options.stop, text);
  }

  /**
   * What every answer begins with that the path to `node` may become: a stop string may still take its beginning away,
   * and what is no character yet may become one.
   */
  lasting(node: Node): string {
    const { text } = this.reading(node);
    // Bytes that begin no character are read in groups there, all together in the answer.
    const whole = text.includes("\uFFFD") ? this.read(node).text.replace(/\uFFFD+$/, "") : this.cut(text);
    return withoutBegun(this.options.stop, whole);
  }

  private findEnding(node: Node): FinishReason | null {
    const { endTokens, maxTokens } = this.options;
    if (node.depth === 0) return null;
    if (endTokens.has(node.token)) return "stop";
    const { text } = this.reading(node);
    if (this.cut(text) !== text) return "stop";
    return node.depth >= maxTokens ? "length" : null;
  }

  private textTokens(node: Node): number[] {
    const tokens = answerTokens(node);
    return this.options.endTokens.has(node.token) ? tokens.slice(0, -1) : tokens;
  }
}

/** `text` without the first of the stop strings that stands in it and all that follows; the same text where none does. */
export function cutAt(stop: readonly string[], text: string): string {
  const ends = stop.map((string) => text.indexOf(string)).filter((index) => index !== -1);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

/** `text` without what at its end may be the beginning of one of the stop strings. */
function withoutBegun(stop: readonly string[], text: string): string {
  const begun = stop.map((string) => {
    let length = Math.min(string.length - 1, text.length);
    while (!text.endsWith(string.slice(0, length))) length--;
    return length;
  });
  return text.slice(0, text.length - Math.max(0, ...begun));
}
